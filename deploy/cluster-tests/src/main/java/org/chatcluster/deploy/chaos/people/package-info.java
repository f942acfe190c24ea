/// Who writes and reads. Everything that happens to them is written down, nothing is judged here.
@NullMarked
package org.chatcluster.deploy.chaos.people;

import org.jspecify.annotations.NullMarked;
