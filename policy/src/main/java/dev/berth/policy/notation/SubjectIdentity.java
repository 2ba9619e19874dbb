package dev.berth.policy.notation;

import dev.berth.policy.signature.InvalidSignatureException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A trusted identity of the Notary Project, {@code x509.subject: C=DE, ST=BE, O=Acme}: a
 * certificate's subject must have all of these attributes, and may have more. C, ST and O must be
 * among them, as the specification demands.
 */
public final class SubjectIdentity {
    private static final String PREFIX = "x509.subject:";
    private static final Set<String> MANDATORY = Set.of("C", "ST", "O");
    private static final Set<String> KNOWN =
            Set.of("C", "ST", "O", "OU", "L", "CN", "STREET", "DC", "UID");

    private final String text;
    private final Set<Attribute> attributes;

    private record Attribute(String type, String value) {}

    private SubjectIdentity(String text, Set<Attribute> attributes) {
        this.text = text;
        this.attributes = attributes;
    }

    /** Parses an identity of a policy. */
    public static SubjectIdentity parse(String text) throws InvalidSignatureException {
        if (!text.startsWith(PREFIX)) {
            throw new InvalidSignatureException("does not begin with \"x509.subject:\"");
        }
        Set<Attribute> attributes = attributes(text.substring(PREFIX.length()));
        Set<String> types = attributes.stream().map(Attribute::type).collect(Collectors.toSet());
        if (types.size() != attributes.size() || !KNOWN.containsAll(types)) {
            throw new InvalidSignatureException("names an attribute twice, or an unknown one");
        }
        if (!types.containsAll(MANDATORY)) {
            throw new InvalidSignatureException("does not name C, ST and O");
        }
        return new SubjectIdentity(text, attributes);
    }

    /** Returns whether a subject has all the attributes. */
    boolean matches(X500Principal subject) throws InvalidSignatureException {
        return attributes(subject.getName(X500Principal.RFC2253)).containsAll(attributes);
    }

    private static Set<Attribute> attributes(String name) throws InvalidSignatureException {
        try {
            List<Attribute> all = new ArrayList<>();
            for (Rdn rdn : new LdapName(name).getRdns()) {
                // One attribute of several in one name part could stand for another certificate's.
                if (rdn.size() != 1 || !(rdn.getValue() instanceof String value)) {
                    all.add(new Attribute("", rdn.toString()));
                } else {
                    String type = rdn.getType().toUpperCase(Locale.ROOT);
                    all.add(new Attribute(type.equals("S") ? "ST" : type, value));
                }
            }
            return new HashSet<>(all);
        } catch (InvalidNameException e) {
            throw new InvalidSignatureException("is not a distinguished name", e);
        }
    }

    /** Returns the identity as the policy writes it. */
    @Override
    public String toString() {
        return text;
    }
}
