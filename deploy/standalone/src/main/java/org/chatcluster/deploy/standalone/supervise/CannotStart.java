package org.chatcluster.deploy.standalone.supervise;

/// Something stands in the way that its reader can remove; the message is one sentence for them.
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence);
    }
}
