/// What administrators alone may do. Owns no storage: it puts other features together.
@NullMarked
package org.chatcluster.api.admin;

import org.jspecify.annotations.NullMarked;
