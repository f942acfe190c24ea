package org.chatcluster.deploy.loadtest.traffic;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.chatcluster.deploy.loadtest.command.MessageText;
import org.chatcluster.deploy.loadtest.command.RestSender;
import org.chatcluster.deploy.loadtest.command.SocketSender;
import org.chatcluster.deploy.loadtest.pace.ClosedLoop;
import org.chatcluster.deploy.loadtest.pace.OpenLoop;
import org.chatcluster.deploy.loadtest.pace.Pace;
import org.chatcluster.deploy.loadtest.population.Population;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.socket.Transport;
import org.chatcluster.deploy.loadtest.stamp.Stamp;
import org.chatcluster.deploy.loadtest.tally.Counts;
import org.chatcluster.deploy.loadtest.tally.Window;

/// All lanes of a run, seen from the thread that drives it.
public final class Crowd {
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(3);

    private final Transport transport;
    private final List<Lane> lanes = new ArrayList<>();

    /// Takes the population to divide over the transport's event loops.
    public Crowd(Transport transport, Population population, Stamp stamp) {
        this.transport = transport;
        List<EventLoop> loops = transport.loops();
        for (int i = 0; i < loops.size(); i++) {
            lanes.add(new Lane(new Share(loops.get(i), i, loops.size(), population), stamp));
        }
    }

    /// Lets every author send on their own socket.
    public void sendBySocket(Stamp stamp, int contentBytes) {
        each(lane -> {
            MessageText text = MessageText.frame(stamp, contentBytes);
            lane.sender(new SocketSender(text, lane::socket));
            return done();
        });
    }

    /// Lets every author send by REST, over that many connections in all.
    public void sendByRest(Stamp stamp, int contentBytes, List<Target> apis, int connections) {
        each(lane -> {
            MessageText text = MessageText.body(stamp, contentBytes);
            RestSender sender = new RestSender(text, lane.share().population(), lane);
            int own = part(connections, lane);
            sender.connect(transport, lane.share().loop(), apis, own);
            lane.sender(sender);
            return done();
        });
    }

    /// Opens all sockets, that many at once, and returns how many attempts failed before all were
    /// open.
    ///
    /// @throws IllegalStateException if they could not be opened
    public int connect(List<Target> gateways, int atOnce) {
        List<Integer> failures =
                each(lane -> {
                    int own = part(atOnce, lane);
                    Connector connector = new Connector(lane, transport, gateways, own);
                    lane.watch(connector);
                    return connector.open();
                });
        return failures.stream().mapToInt(Integer::intValue).sum();
    }

    /// Begins to send at a fixed rate over all lanes.
    public void startAtRate(Window window, int rate) {
        start(window, lane -> new OpenLoop(lane.share(), rate));
    }

    /// Begins to send with that many messages under way over all lanes.
    public void startAtMost(Window window, int underWay) {
        start(window, lane -> new ClosedLoop(lane.share(), part(underWay, lane)));
    }

    /// Waits until nothing is under way, or the limit has passed; returns whether all came.
    public boolean settle(Duration limit) {
        List<CompletableFuture<Boolean>> waits = new ArrayList<>();
        for (Lane lane : lanes) {
            waits.add(onLoop(lane, Lane::settled));
        }
        try {
            CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new))
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException late) {
            if (late.getCause() instanceof TimeoutException) {
                return false;
            }
            throw late;
        }
    }

    /// Drops every socket without a word.
    public void drop() {
        each(lane -> {
            lane.dropAll();
            return done();
        });
    }

    /// Returns what all lanes have counted by now.
    public Counts count() {
        Counts sum = new Counts();
        each(lane -> CompletableFuture.completedFuture(lane.count())).forEach(sum::add);
        return sum;
    }

    /// Does something on every lane's own event loop, and waits for what they return.
    public <T> List<T> each(Function<Lane, CompletableFuture<T>> step) {
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (Lane lane : lanes) {
            results.add(
                    onLoop(lane, step).orTimeout(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        }
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            throw new IllegalStateException(
                    cause instanceof TimeoutException
                            ? "not done within " + CONNECT_LIMIT.toMinutes() + " minutes"
                            : String.valueOf(cause == null ? failure : cause.getMessage()),
                    failure);
        }
    }

    private void start(Window window, Function<Lane, Pace> pace) {
        each(lane -> {
            lane.measure(window);
            lane.start(pace.apply(lane));
            return done();
        });
    }

    private int part(int whole, Lane lane) {
        int others = lanes.size();
        return Math.max(1, (whole - lane.share().index() + others - 1) / others);
    }

    private static <T> CompletableFuture<T> onLoop(
            Lane lane, Function<Lane, CompletableFuture<T>> step) {
        return CompletableFuture.supplyAsync(() -> step.apply(lane), lane.share().loop())
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<Boolean> done() {
        return CompletableFuture.completedFuture(true);
    }
}
