package dev.berth.core.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.TestReference;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedAuthzDriverTest {
    private static final AuthzRequest REQUEST = AuthzRequest.of("GET", "/info");
    private static final int MOST = 8;

    private final Deaf deaf = new Deaf();
    private volatile Duration limit = Duration.ZERO;

    /** Decides nothing before it is told to, and does not heed interrupts. */
    private static final class Deaf implements AuthzDriver {
        private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        private final CountDownLatch asked = new CountDownLatch(MOST);
        private final CountDownLatch interrupted = new CountDownLatch(MOST);
        private final CountDownLatch decides = new CountDownLatch(1);

        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            threads.add(Thread.currentThread());
            asked.countDown();
            while (decides.getCount() > 0) {
                try {
                    decides.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            return AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            return authorizeRequest(request);
        }
    }

    @AfterEach
    void decide() {
        deaf.decides.countDown();
    }

    private static String failure(AuthzDriver driver) {
        return assertThrows(
                        IllegalStateException.class,
                        () -> driver.authorizeResponse(REQUEST, AuthzResponse.of(200)))
                .getMessage();
    }

    @Test
    void interruptsWhatIsNotDecidedInTimeAndAsksNoMoreWhileItHasNotReturned() throws Exception {
        AuthzDriver driver = new LimitedAuthzDriver(deaf, () -> limit);
        for (int i = 0; i < MOST; i++) {
            assertEquals("it has not decided within 0 s", failure(driver));
        }
        assertTrue(deaf.asked.await(20, TimeUnit.SECONDS));
        assertTrue(deaf.interrupted.await(20, TimeUnit.SECONDS));
        limit = Duration.ofSeconds(20);
        assertEquals("it has not decided on 8 earlier questions", failure(driver));
        assertEquals(MOST, deaf.threads.size());
        deaf.decides.countDown();
        for (Thread thread : deaf.threads) {
            thread.join();
        }
        assertEquals(AuthzDecision.allow(), driver.authorizeRequest(REQUEST));
    }

    @Test
    void isTheSameForEachRequest() {
        AuthzServices services = new AuthzServices(reference -> false, () -> limit);
        services.add(new TestReference<>(() -> deaf, Map.of()), deaf);
        for (int i = 0; i < MOST; i++) {
            assertEquals("it has not decided within 0 s", failure(ranked(services)));
        }
        assertEquals("it has not decided on 8 earlier questions", failure(ranked(services)));
    }

    private static AuthzDriver ranked(AuthzServices services) {
        return services.ranked().get(0).driver().get();
    }
}
