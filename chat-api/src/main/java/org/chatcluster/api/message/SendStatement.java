package org.chatcluster.api.message;

import java.sql.SQLException;
import java.util.List;

/// Commits drafts, each with the next seq of its chat, in one transaction.
interface SendStatement {
    /// Returns one result a draft, in their order; what can't be committed for reasons of its own
    /// fails alone. No two drafts may repeat each other. Blocks.
    ///
    /// @throws SQLException if nothing was committed, or, if the connection broke, perhaps all of
    ///   it
    List<SendResult> send(List<Draft> drafts) throws SQLException;
}
