package dev.berth.registry.auth;

import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TokenResponseTest {
    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        DocumentReaderContract.assertKept(
                "{\"token\": \"t\", \"access_token\": \"a\", \"expires_in\": 300}",
                IOException.class,
                document -> TokenResponse.parse("the token service of x", document));
    }
}
