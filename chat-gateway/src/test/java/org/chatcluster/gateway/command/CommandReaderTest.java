package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Ping;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.command.Command.WatchPresence;
import org.chatcluster.gateway.resume.ResumePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandReaderTest {
    private final CommandReader reader = new CommandReader();

    private Command read(String frame) {
        return reader.read(frame.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(Command command) {
        return new String(((Call) command).body(), StandardCharsets.UTF_8);
    }

    @Test
    void messageKeepsEveryFieldOfTheContractAndNoOther() {
        Command command =
                read(
                        """
                        {"payload":{"a":[1,{"b":"\\u00e9"}],"n":1.50},"evil":{"x":1},"type":"file",
                         "content":"q\\"\\n","reply_to_id":7,"chat_id":5,"client_id":"c",
                         "action":"send_message","seq":3}\
                        """);

        assertThat(body(command))
                .isEqualTo(
                        "{\"chat_id\":5,\"type\":\"file\",\"content\":\"q\\\"\\n\","
                                + "\"payload\":{\"a\":[1,{\"b\":\"\\u00e9\"}],\"n\":1.50},"
                                + "\"reply_to_id\":7,\"client_id\":\"c\"}");
    }

    @Test
    void watchedUsersAreIdsEachOnceInTheirOrder() {
        Command command = read("{\"action\":\"watch_presence\",\"user_ids\":[7,3,7,5]}");

        assertThat(((WatchPresence) command).userIds()).containsExactly(7L, 3L, 5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"user_ids\":null",
                ",\"user_ids\":\"1\"",
                ",\"user_ids\":{\"1\":2}",
                ",\"user_ids\":[\"1\"]",
                ",\"user_ids\":[1,[2]]",
                ",\"user_ids\":[0]",
                ",\"user_ids\":[1.5]",
                ",\"user_ids\":[99999999999999999999]"
            })
    void otherWatchedUsersAreRefused(String field) {
        Command command = read("{\"action\":\"watch_presence\"" + field + "}");

        assertThat(((Refused) command).errors())
                .extracting(FieldError::field)
                .containsExactly("user_ids");
    }

    @Test
    void typingNamesItsChat() {
        Command command = read("{\"action\":\"typing\",\"chat_id\":5}");

        assertThat(((Call) command).path()).isEqualTo("/api/v1/chats/5/typing");
    }

    @Test
    void nullIsAbsent() {
        Command command =
                read(
                        """
                        {"action":"send_message","chat_id":5,"content":"x","client_id":"c",
                         "type":null,"payload":null,"reply_to_id":null,"request_id":null}\
                        """);

        assertThat(body(command))
                .isEqualTo(
                        "{\"chat_id\":5,\"type\":\"text\",\"content\":\"x\",\"client_id\":\"c\"}");
        assertThat(command.requestId()).isNull();
    }

    @Test
    void readTakesAMessageIdInsteadOfASeq() {
        assertThat(body(read("{\"action\":\"read\",\"chat_id\":5,\"message_id\":8}")))
                .isEqualTo("{\"message_id\":8}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"r\\\"1\" | \"r\\\"1\"", "17 | 17", "1.5 | 1.5"})
    void requestIdIsKeptAsItIs(String sent, String kept) {
        assertThat(read("{\"action\":\"ping\",\"request_id\":" + sent + "}"))
                .isEqualTo(new Ping(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{",
                "{\"action\":\"ping\"",
                "{} {}",
                "{\"action\":\"ping\"}x",
                "{}",
                "{\"action\":1}",
                "{\"action\":null}",
                "{'a':1}"
            })
    void whatIsNoFrameIsABadFrame(String frame) {
        assertThat(read(frame))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ProblemCode.BAD_FRAME);
                            assertThat(refused.isBadFrame()).isTrue();
                        });
    }

    @Test
    void otherEncodingsThanUtf8AreBadFrames() {
        byte[] frame = "{\"action\":\"ping\",\"x\":{}}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(reader.read(frame))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.BAD_FRAME));
    }

    @Test
    void unknownActionIsToldSoWithItsRequestId() {
        Refused refused = (Refused) read("{\"action\":\"dance\",\"request_id\":\"r\"}");

        assertThat(refused.code()).isEqualTo(ProblemCode.UNKNOWN_ACTION);
        assertThat(refused.requestId()).isEqualTo("\"r\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"chat_id\":\"5\",\"client_id\":\"c\" | chat_id",
                "\"chat_id\":5.5,\"client_id\":\"c\" | chat_id",
                "\"chat_id\":0,\"client_id\":\"c\" | chat_id",
                "\"chat_id\":-1,\"client_id\":\"c\" | chat_id",
                "\"chat_id\":99999999999999999999,\"client_id\":\"c\" | chat_id",
                "\"chat_id\":true,\"client_id\":\"c\" | chat_id",
                "\"client_id\":\"c\" | chat_id",
                "\"chat_id\":5 | client_id",
                "\"chat_id\":5,\"client_id\":1 | client_id",
                "\"chat_id\":5,\"client_id\":\"c\",\"content\":[] | content",
                "\"chat_id\":5,\"client_id\":\"c\",\"type\":{} | type",
                "\"chat_id\":5,\"client_id\":\"c\",\"reply_to_id\":\"x\" | reply_to_id",
                "\"chat_id\":5,\"client_id\":\"c\",\"request_id\":{} | request_id",
                "\"chat_id\":5,\"client_id\":\"c\",\"request_id\":true | request_id"
            })
    void fieldOfTheWrongKindIsNamed(String fields, String field) {
        Refused refused = (Refused) read("{\"action\":\"send_message\"," + fields + "}");

        assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_INPUT);
        assertThat(refused.isBadFrame()).isFalse();
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void longRequestIdIsRefused() {
        Refused refused =
                (Refused) read("{\"action\":\"ping\",\"request_id\":\"" + "r".repeat(65) + "\"}");

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("request_id");
        assertThat(refused.requestId()).isNull();
    }

    @Test
    void resumeTakesChatsAndWhetherTheyAreAll() {
        assertThat(read("{\"action\":\"resume\",\"chats\":{\"5\":0,\"6\":7}}"))
                .isEqualTo(
                        new Command.Resume(null, new ResumePoint(Map.of(5L, 0L, 6L, 7L), false)));
        assertThat(read("{\"action\":\"resume\",\"chats\":{},\"only\":true,\"request_id\":1}"))
                .isEqualTo(new Command.Resume("1", new ResumePoint(Map.of(), true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"chats\":null",
                "\"chats\":[1]",
                "\"chats\":\"{}\"",
                "\"chats\":{\"0\":1}",
                "\"chats\":{\"x\":1}",
                "\"chats\":{\"1\":-1}",
                "\"chats\":{\"1\":\"2\"}",
                "\"chats\":{\"1\":1.5}",
                "\"chats\":{\"1\":99999999999999999999}",
                "\"chats\":{},\"only\":1"
            })
    void resumeWithOtherFieldsIsInvalid(String fields) {
        assertThat(read("{\"action\":\"resume\"," + fields + "}"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_INPUT));
    }

    @Test
    void tokenIsNotInTheTextOfTheCommand() {
        Command command = read("{\"action\":\"authenticate\",\"token\":\"secret\"}");

        assertThat(command).isEqualTo(new Command.Authenticate(null, "secret"));
        assertThat(command.toString()).doesNotContain("secret");
    }

    @Test
    void authenticateWithoutATokenIsInvalid() {
        Refused refused = (Refused) read("{\"action\":\"authenticate\"}");

        assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_INPUT);
        assertThat(refused.errors()).containsExactly(new FieldError("token", "must be given"));
    }
}
