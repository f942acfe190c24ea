/// Who joins a group and who leaves it. Whoever is added gets, from the seq of that change on,
/// every event of the chat; whoever is removed gets `member.removed`, and no event of a later seq.
@NullMarked
package org.chatcluster.api.group.member;

import org.jspecify.annotations.NullMarked;
