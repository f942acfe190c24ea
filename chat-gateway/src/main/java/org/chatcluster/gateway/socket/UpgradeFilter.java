package org.chatcluster.gateway.socket;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.chatcluster.common.problem.Problem;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.measure.UpgradeCounts;
import org.chatcluster.gateway.measure.UpgradeCounts.Reason;
import org.jspecify.annotations.Nullable;

/// Refuses an upgrade before it happens: pages of foreign origins with 403, since browsers let any
/// page open a socket anywhere (RFC 6455 section 10.2), and more sockets than the node holds, or
/// takes in a second, with 503. Who the socket belongs to is decided after the upgrade.
@ServerFilter({"/ws", "/ws/**", "/connect", "/connect/**"})
final class UpgradeFilter {
    private static final String VERSION = "13";

    private final SocketConfig config;
    private final Sessions sessions;
    private final ConnectRate rate;
    private final UpgradeCounts counts;

    UpgradeFilter(SocketConfig config, Sessions sessions, ConnectRate rate, UpgradeCounts counts) {
        this.config = config;
        this.sessions = sessions;
        this.rate = rate;
        this.counts = counts;
    }

    @RequestFilter
    @Nullable HttpResponse<?> refusal(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null && !isAllowed(origin, request.getHeaders().get(HttpHeaders.HOST))) {
            counts.refused(Reason.ORIGIN);
            return problem(ProblemCode.FORBIDDEN, "this origin may not connect");
        }
        if (!sessions.hasRoom()) {
            counts.refused(sessions.isDraining() ? Reason.DRAINING : Reason.FULL);
            return problem(ProblemCode.UNAVAILABLE, "this node holds no more sockets")
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE))) {
            return null;
        }
        HttpResponse<?> refusal = handshakeRefusal(request.getHeaders());
        if (refusal != null) {
            counts.refused(Reason.HANDSHAKE);
            return refusal;
        }
        return paceRefusal();
    }

    private @Nullable HttpResponse<?> paceRefusal() {
        int wait = rate.secondsToWait();
        if (wait == 0) {
            return null;
        }
        counts.refused(Reason.PACE);
        return problem(ProblemCode.UNAVAILABLE, "too many sockets at once")
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(wait));
    }

    /// RFC 6455 section 4.2: the framework's own answer to these is an exception.
    private static @Nullable HttpResponse<?> handshakeRefusal(HttpHeaders headers) {
        if (!VERSION.equals(headers.get(HttpHeaders.SEC_WEBSOCKET_VERSION))) {
            return problem(ProblemCode.BAD_REQUEST, "the WebSocket version must be " + VERSION)
                    .status(HttpStatus.UPGRADE_REQUIRED)
                    .header(HttpHeaders.SEC_WEBSOCKET_VERSION, VERSION);
        }
        if (headers.get(HttpHeaders.SEC_WEBSOCKET_KEY) == null) {
            return problem(ProblemCode.BAD_REQUEST, "Sec-WebSocket-Key must be given");
        }
        return null;
    }

    private boolean isAllowed(String origin, @Nullable String host) {
        List<String> allowed = config.allowedOrigins();
        if (allowed.isEmpty()) {
            return host != null && authority(origin).equals(host.toLowerCase(Locale.ROOT));
        }
        return allowed.contains("*") || allowed.stream().anyMatch(origin::equalsIgnoreCase);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static MutableHttpResponse<?> problem(ProblemCode code, String detail) {
        return HttpResponse.status(HttpStatus.valueOf(code.status()))
                .contentType(MediaType.of(Problem.MEDIA_TYPE))
                .body(Problem.of(code, detail, List.of()));
    }
}
