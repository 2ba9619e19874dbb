package dev.berth.registry.transport;

import java.io.IOException;

/**
 * Sends one request and returns its response. Every implementation but the last keeps one rule and
 * leaves the rest to the next one; {@code RegistryClient} puts them in order.
 */
@FunctionalInterface
public interface Transport {
    /**
     * Sends a request.
     *
     * @return the response, whatever its status; the caller closes it
     * @throws ExchangeException if sending it again would not help
     * @throws RequestBodyException if the request's body could not be read
     */
    RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException;
}
