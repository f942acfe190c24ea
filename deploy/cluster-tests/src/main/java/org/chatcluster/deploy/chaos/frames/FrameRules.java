package org.chatcluster.deploy.chaos.frames;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.client.stream.Frames;
import org.chatcluster.deploy.cluster.contract.AsyncApi;
import org.chatcluster.deploy.cluster.contract.AsyncApi.Sender;

/// The AsyncAPI document, asked by all devices. All members get the same bytes of an event, so the
/// latest frames and their outcomes are remembered. Thread-safe.
public final class FrameRules {
    private static final String SOCKET = "/ws";
    private static final int REMEMBERED = 1_000;
    private static final int SHOWN = 300;

    private final Map<String, List<String>> outcomes =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, List<String>> eldest) {
                            return size() > REMEMBERED;
                        }
                    });
    private final AsyncApi document;

    /// @param yaml the document's text
    public FrameRules(String yaml) {
        this.document = AsyncApi.of(yaml);
    }

    /// Returns what is wrong with a frame, nothing if it is as the document says.
    List<String> faults(Sender sender, String frame) {
        List<String> known = outcomes.get(frame);
        if (known == null) {
            known = judge(sender, frame);
            outcomes.put(frame, known);
        }
        return known;
    }

    private List<String> judge(Sender sender, String frame) {
        String start = frame.substring(0, Math.min(frame.length(), SHOWN));
        return document.faults(SOCKET, sender, Frames.parse(frame)).stream()
                .map(fault -> sender + ": " + fault + " in " + start)
                .toList();
    }
}
