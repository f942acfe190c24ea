/// How the schema comes about, and how transactions run: what is tried again, and what is read as
/// of one moment. Knows no feature and no table.
@NullMarked
package org.chatcluster.api.database;

import org.jspecify.annotations.NullMarked;
