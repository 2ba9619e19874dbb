package dev.berth.export;

import dev.berth.shared.protocol.ServedProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All offers, and what plugins they make: those of one name are one plugin, and of several for one
 * protocol the service of the highest ranking counts. Safe for use from any thread.
 */
final class OfferTable {
    private final List<Offer> offers = new ArrayList<>();

    synchronized void add(Offer offer) {
        offers.add(offer);
    }

    /** Removes the offer of a service, and returns it if there was one. */
    synchronized Optional<Offer> remove(OfferedService service) {
        Optional<Offer> found = find(service);
        found.ifPresent(offers::remove);
        return found;
    }

    /** Returns the offer of a service. */
    synchronized Optional<Offer> find(OfferedService service) {
        return offers.stream().filter(offer -> offer.service().equals(service)).findFirst();
    }

    /** Removes all offers, and returns them. */
    synchronized List<Offer> removeAll() {
        List<Offer> all = List.copyOf(offers);
        offers.clear();
        return all;
    }

    /** Returns the plugins by name, each with its offers in the order of their protocols' names. */
    synchronized SortedMap<String, List<Offer>> plugins() {
        Map<String, Map<String, Offer>> best =
                offers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Offer::plugin,
                                        Collectors.toMap(
                                                OfferTable::protocol,
                                                offer -> offer,
                                                OfferTable::higher,
                                                TreeMap::new)));
        SortedMap<String, List<Offer>> plugins = new TreeMap<>();
        best.forEach((name, protocols) -> plugins.put(name, List.copyOf(protocols.values())));
        return plugins;
    }

    private static String protocol(Offer offer) {
        ServedProtocol protocol = offer.protocol();
        return protocol.name();
    }

    private static Offer higher(Offer one, Offer other) {
        return one.service().reference().compareTo(other.service().reference()) >= 0 ? one : other;
    }
}
