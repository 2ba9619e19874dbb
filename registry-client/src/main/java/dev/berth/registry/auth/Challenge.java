package dev.berth.registry.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A challenge of a {@code WWW-Authenticate} header, <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>.
 *
 * @param scheme in lower case, {@code bearer}
 * @param parameters by name in lower case
 */
public record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\G[\\s,]*(?<name>"
                            + TOKEN
                            + ")\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\""
                            + "|(?<plain>"
                            + TOKEN
                            + "))");

    /** Of Negotiate, for one: RFC 9110, 11.2. */
    private static final Pattern TOKEN68 =
            Pattern.compile("\\G[ \\t]+[A-Za-z0-9._~+/-]+=*[ \\t]*(?=,|$)");

    private static final Pattern SCHEME =
            Pattern.compile("\\G[\\s,]*(?<scheme>" + TOKEN + ")(?=\\s|,|$)(?!\\s*=)");

    public Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Reads all challenges of all headers; what is malformed is left out. */
    public static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.forEach(header -> parse(header, challenges));
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        Matcher scheme = SCHEME.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        Matcher token68 = TOKEN68.matcher(header);
        int at = 0;
        while (at <= header.length()) {
            if (scheme.find(at)) {
                Map<String, String> parameters = new HashMap<>();
                at = token68.find(scheme.end()) ? token68.end() : scheme.end();
                while (parameter.find(at)) {
                    parameters.putIfAbsent(lower(parameter.group("name")), value(parameter));
                    at = parameter.end();
                }
                challenges.add(new Challenge(lower(scheme.group("scheme")), parameters));
            } else {
                // What is malformed ends at the next comma.
                int comma = header.indexOf(',', at);
                at = comma < 0 ? header.length() + 1 : comma + 1;
            }
        }
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group("quoted");
        return quoted == null ? parameter.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
