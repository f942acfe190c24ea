package org.chatcluster.deploy.chaos.frames;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.chatcluster.deploy.chaos.history.FrameLog;
import org.chatcluster.deploy.client.wire.Receiver;
import org.chatcluster.deploy.client.wire.Wire;
import org.chatcluster.deploy.client.wire.Wires;
import org.chatcluster.deploy.cluster.contract.AsyncApi.Sender;

/// The connections of one device, whose frames are held against the contract in both directions
/// before they go on. Thread-safe.
public final class CheckedWires implements Wires {
    private final AtomicLong checked = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Wires wires;
    private final FrameRules rules;

    public CheckedWires(Wires wires, FrameRules rules) {
        this.wires = wires;
        this.rules = rules;
    }

    @Override
    public Wire open(String token, Receiver receiver) {
        return new Checked(wires.open(token, new Checking(receiver)));
    }

    /// Returns what came of it up to now.
    public FrameLog log() {
        return new FrameLog(checked.get(), List.copyOf(faults));
    }

    private void check(Sender sender, String frame) {
        checked.incrementAndGet();
        faults.addAll(rules.faults(sender, frame));
    }

    private final class Checked implements Wire {
        private final Wire wire;

        Checked(Wire wire) {
            this.wire = wire;
        }

        @Override
        public void send(String text) {
            check(Sender.CLIENT, text);
            wire.send(text);
        }

        @Override
        public void close() {
            wire.close();
        }

        @Override
        public void abort() {
            wire.abort();
        }
    }

    private final class Checking implements Receiver {
        private final Receiver receiver;

        Checking(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void text(String frame) {
            check(Sender.SERVER, frame);
            receiver.text(frame);
        }

        @Override
        public void sign() {
            receiver.sign();
        }

        @Override
        public void closed(int code) {
            receiver.closed(code);
        }
    }
}
