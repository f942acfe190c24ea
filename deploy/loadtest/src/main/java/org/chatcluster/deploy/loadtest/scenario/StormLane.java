package org.chatcluster.deploy.loadtest.scenario;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.command.Answers;
import org.chatcluster.deploy.loadtest.command.MessageText;
import org.chatcluster.deploy.loadtest.command.RestSender;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.stage.Stage;
import org.chatcluster.deploy.loadtest.stamp.Stamp;
import org.chatcluster.deploy.loadtest.tally.Reached;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.chatcluster.deploy.loadtest.traffic.Connector;
import org.chatcluster.deploy.loadtest.traffic.Lane;

/// What one lane keeps from storm to storm: which seqs its users have, and the connections over
/// which their groups are written to while all of them are away.
///
/// Belongs to the lane's event loop.
final class StormLane implements Answers {
    private static final int CONNECTIONS = 16;
    private static final long MEASURED = TimeUnit.MINUTES.toNanos(2);

    private final Lane lane;
    private final Stage stage;
    private final RestSender rest;
    private final Reached reached;
    private long[] stored = {};
    private CompletableFuture<StormLane> written = new CompletableFuture<>();
    private int awaited;

    StormLane(Lane lane, Stage stage, Stamp stamp) {
        this.lane = lane;
        this.stage = stage;
        this.reached = new Reached(share().chats(), share().population().members());
        this.rest =
                new RestSender(
                        MessageText.body(stamp, stage.wiring().contentBytes()),
                        share().population(),
                        this);
        rest.connect(stage.transport(), share().loop(), stage.apis(), CONNECTIONS);
    }

    /// Writes so many messages to each group, and returns this once all are answered.
    ///
    /// @param dropped when the sockets were
    CompletableFuture<StormLane> write(int each, long dropped) {
        lane.measure(new Window(dropped, dropped, dropped + MEASURED));
        int chats = share().chats();
        written = new CompletableFuture<>();
        awaited = each * chats;
        stored = new long[chats];
        for (int place = 0; place < chats; place++) {
            stored[place] = reached.highest(place);
        }
        for (int i = 0; i < each; i++) {
            for (int place = 0; place < chats; place++) {
                int member = i % share().population().members();
                lane.send(rest, share().chatAt(place), member, System.nanoTime());
            }
        }
        if (each * chats == 0) {
            written.complete(this);
        }
        return written;
    }

    /// Lets the sockets come back, and returns how they did once all receive.
    ///
    /// @param began when they were let
    CompletableFuture<Comeback> comeBack(long began) {
        int atOnce = Math.max(1, stage.wiring().atOnce() / stage.wiring().loops());
        Connector connector = new Connector(lane, stage.transport(), stage.gateways(), atOnce);
        Comeback comeback = new Comeback(lane, connector, reached, stored, began);
        lane.watch(comeback);
        return comeback.begin();
    }

    @Override
    public void acked(int chat, int number, long sinceOrigin) {
        stored[share().placeOfChat(chat)]++;
        lane.acked(chat, number, sinceOrigin);
        answered();
    }

    @Override
    public void failed(int chat, int number, String code) {
        lane.failed(chat, number, code);
        answered();
    }

    private void answered() {
        awaited--;
        if (awaited == 0) {
            written.complete(this);
        }
    }

    private Share share() {
        return lane.share();
    }
}
