package dev.berth.desired;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.berth.desired.document.WantedDocument;
import dev.berth.plugin.error.InvalidDesiredStateException;

/** Looks for a document that is neither understood nor refused on one printable line. */
class AppliedDocumentFuzz {
    private static final WantedDocument FORM = new WantedDocument(Wish.keys(), Wish.LISTS);

    @FuzzTest
    void isReadOrRefused(byte[] document) {
        try {
            FORM.read(document).forEach(AppliedWish::of);
        } catch (InvalidDesiredStateException e) {
            if (e.getMessage().chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("it quotes what no terminal should be sent", e);
            }
        }
    }
}
