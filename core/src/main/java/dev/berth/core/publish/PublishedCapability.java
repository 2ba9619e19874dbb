package dev.berth.core.publish;

import dev.berth.capability.Capability;
import java.util.List;

/** One capability of a published plugin: its client, and the services that are made of it. */
record PublishedCapability(PublishedClient client, List<PublishedService> services) {

    boolean is(Capability capability) {
        return client.client().capability().equals(capability);
    }
}
