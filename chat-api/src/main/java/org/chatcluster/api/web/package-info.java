/// What all HTTP calls share: request ids, CORS, the client's address behind proxies, and JSON
/// answers that are bytes already. Knows no feature.
@NullMarked
package org.chatcluster.api.web;

import org.jspecify.annotations.NullMarked;
