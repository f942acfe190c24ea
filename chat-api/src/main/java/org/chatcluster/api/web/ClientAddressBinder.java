package org.chatcluster.api.web;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;

/// Hands controllers the [ClientAddress] of the call.
@Singleton
final class ClientAddressBinder implements TypedRequestArgumentBinder<ClientAddress> {
    private final TrustedProxies proxies;

    ClientAddressBinder(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public Argument<ClientAddress> argumentType() {
        return Argument.of(ClientAddress.class);
    }

    @Override
    public BindingResult<ClientAddress> bind(
            ArgumentConversionContext<ClientAddress> context, HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        ClientAddress client =
                new ClientAddress(
                        peer == null
                                ? "unknown"
                                : proxies.clientOf(
                                        peer.getHostAddress(),
                                        request.getHeaders().getAll("X-Forwarded-For")));
        return () -> Optional.of(client);
    }
}
