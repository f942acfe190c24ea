package org.chatcluster.gateway.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.chatcluster.common.channel.RedisNames;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventSample;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.common.token.Sealed;
import org.chatcluster.deploy.backends.RedisServer;
import org.chatcluster.deploy.backends.process.FreePorts;
import org.chatcluster.deploy.backends.process.RunningProgram;

/// A real Redis for one test class, and the API's part in it: publishing and making tickets.
public final class TestRedis implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RunningProgram server;
    private final String url;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private TestRedis(RunningProgram server, String url) {
        this.server = server;
        this.url = url;
        this.client = RedisClient.create(RedisURI.create(url));
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    public static TestRedis start() {
        Path directory = Path.of("target/redis").toAbsolutePath();
        RedisServer redis = RedisServer.prepare(directory, new FreePorts().next());
        RunningProgram.prepare(directory);
        RunningProgram running = RunningProgram.start(redis.program(), directory);
        running.awaitReady(LIMIT);
        return new TestRedis(running, redis.url());
    }

    public String url() {
        return url;
    }

    /// Publishes to one user, and returns how many nodes got it.
    public long publish(long userId, EventHeader header, String frame) {
        byte[] payload = header.prependTo(frame.getBytes(StandardCharsets.UTF_8));
        return connection.sync().publish(RedisNames.userChannel(userId), payload);
    }

    /// Publishes a message to one user and returns its frame.
    public String publishMessage(long userId, long id, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        String frame =
                new String(
                        EventFrame.around(EventType.MESSAGE_CREATED, bytes),
                        StandardCharsets.UTF_8);
        publish(userId, new EventHeader(EventType.MESSAGE_CREATED, 1, id, id), frame);
        return frame;
    }

    /// Tells of the message of that seq and id in chat 1 that it was accepted and published in
    /// 1970.
    public void publishSample(long seq, long id) {
        EventHeader event = new EventHeader(EventType.MESSAGE_CREATED, 1, seq, id);
        byte[] sample = new EventSample(1_000, 2_000, Optional.empty()).toPayload(event);
        connection.sync().publish(RedisNames.sampleChannel(), sample);
    }

    /// Publishes that a family of one user is revoked.
    public void revoke(long userId, String family) {
        publish(
                userId,
                new EventHeader(EventType.SESSIONS_REVOKED, 0, 0, 0),
                "{\"families\":[\"" + family + "\"]}");
    }

    /// Puts a token behind a ticket.
    public void makeTicket(String ticket, String token) {
        String key = RedisNames.ticketKey(Sealed.digest(ticket));
        byte[] sealed = Base64.getEncoder().encode(Sealed.seal(ticket, token));
        connection.sync().setex(key.getBytes(StandardCharsets.US_ASCII), 30, sealed);
    }

    /// Returns how many nodes listen to a user's channel.
    public long listeners(long userId) {
        byte[] channel = RedisNames.userChannel(userId);
        return connection.sync().pubsubNumsub(channel).values().iterator().next();
    }

    /// Cuts every subscriber's connection, and returns how many there were.
    public long killSubscribers() {
        return connection.sync().clientKill(KillArgs.Builder.typePubsub());
    }

    public int port() {
        return RedisURI.create(url).getPort();
    }

    /// Stops the process as it is (SIGSTOP): its connections stay open and bring nothing.
    public void pause() {
        signal("STOP");
    }

    /// Lets it go on (SIGCONT).
    public void goOn() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns how often Redis has carried out that command.
    public long calls(String command) {
        return Arrays.stream(connection.sync().info("commandstats").split("\r\n"))
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .map(line -> line.replaceAll("[^=]*=([0-9]+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Override
    public void close() {
        goOn();
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        server.stop(LIMIT);
    }
}
