package org.chatcluster.gateway.command;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;

/// The commands of `/ws`.
@Singleton
public final class EventDialect implements Dialect {
    private final CommandReader reader;
    private final Answers answers;

    EventDialect(CommandReader reader, Answers answers) {
        this.reader = reader;
        this.answers = answers;
    }

    @Override
    public Command read(byte[] frame) {
        return reader.read(frame);
    }

    @Override
    public Optional<byte[]> done(Call call, Answer answer) {
        return call.requestId() == null
                ? Optional.empty()
                : Optional.of(answers.ack(call, answer.body()));
    }

    @Override
    public byte[] error(Refused refused) {
        return answers.error(refused);
    }

    @Override
    public byte[] error(Call call, Answer answer) {
        return answers.error(call, answer);
    }

    @Override
    public byte[] unavailable(Call call) {
        return answers.unavailable(call);
    }
}
