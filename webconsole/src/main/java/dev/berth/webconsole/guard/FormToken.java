package dev.berth.webconsole.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that every form of the page carries: an HMAC of the console's user and of the time,
 * with a key that is made anew at each start. Another site cannot read it, and another user's is
 * not taken. It holds for half a day at least and for a day at most. A session is not needed: the
 * Web Console has none with HTTP Basic authentication.
 */
public final class FormToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Duration WINDOW = Duration.ofHours(12);

    private final SecretKeySpec key;
    private final InstantSource clock;

    public FormToken(InstantSource clock) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.clock = clock;
    }

    /** Returns a user's token of now. */
    public String of(String user) {
        return of(user, window());
    }

    /** Throws if a token is not one of the user's, or too old. */
    public void require(String token, String user) throws ForgedRequestException {
        long now = window();
        if (!isEqual(token, of(user, now)) && !isEqual(token, of(user, now - 1))) {
            throw new ForgedRequestException("the page was too old, or the request not its own");
        }
    }

    private long window() {
        return clock.instant().getEpochSecond() / WINDOW.toSeconds();
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String of(String user, long window) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal((window + "\n" + user).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
