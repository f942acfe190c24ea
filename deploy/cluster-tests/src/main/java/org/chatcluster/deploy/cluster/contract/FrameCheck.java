package org.chatcluster.deploy.cluster.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.deploy.cluster.contract.AsyncApi.Sender;

/// One socket's frames, held against the document: all of the server's; of the client's, which
/// tests send wrong on purpose, those that the server took, since it takes nothing that the
/// document does not describe. Thread-safe.
public final class FrameCheck {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> ANSWERS = Set.of("ack", "pong", "replay.done");

    private final AsyncApi document;
    private final String address;
    private final Map<JsonNode, List<JsonNode>> saidUnderId = new HashMap<>();
    private final List<JsonNode> said = new ArrayList<>();
    private boolean refused;

    FrameCheck(AsyncApi document, String address) {
        this.document = document;
        this.address = address;
    }

    /// Notes what the client sends, before it does.
    public synchronized void said(String text) {
        JsonNode frame = read(text);
        JsonNode id = frame.path("request_id");
        if (id.isTextual() || id.isNumber()) {
            saidUnderId.computeIfAbsent(id, _ -> new ArrayList<>()).add(frame);
        } else {
            said.add(frame);
        }
    }

    /// Checks what the server sent, and if it is the answer to something, that too.
    ///
    /// @throws ContractBroken if one of them is not as the document says
    public synchronized void heard(JsonNode frame) {
        List<String> faults = document.faults(address, Sender.SERVER, frame);
        if (!faults.isEmpty()) {
            throw new ContractBroken("a frame of the server on " + address, faults, frame + "");
        }
        JsonNode id = frame.path("data").path("request_id");
        if (ANSWERS.contains(frame.path("event").asText())) {
            checkSaid(saidUnderId.getOrDefault(id, List.of()));
        } else if (frame.path(frame.has("event") ? "event" : "action").asText().equals("error")) {
            refused |= id.isMissingNode() && !frame.has("request_id");
        }
    }

    /// Checks what the client sent without an id, once nothing more comes: nothing of it was
    /// refused, or it can't be told what.
    ///
    /// @throws ContractBroken if the server took something that the document does not describe
    public synchronized void end() {
        if (!refused) {
            said.forEach(frame -> checkSaid(List.of(frame)));
        }
    }

    /// Tests may use an id twice: then one of the frames was taken.
    private void checkSaid(List<JsonNode> candidates) {
        List<String> faults = List.of();
        for (JsonNode frame : candidates) {
            faults = document.faults(address, Sender.CLIENT, frame);
            if (faults.isEmpty()) {
                return;
            }
        }
        if (!candidates.isEmpty()) {
            throw new ContractBroken(
                    "what the server took on " + address, faults, candidates.getLast().toString());
        }
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
