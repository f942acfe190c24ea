/// What a client knows of its chats, and how it keeps that whole: order, repeats, holes, resume. No
/// I/O and no clock: whoever calls tells the time.
@NullMarked
package org.chatcluster.deploy.client.stream;

import org.jspecify.annotations.NullMarked;
