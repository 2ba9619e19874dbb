package dev.berth.shared.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.junit.jupiter.api.Test;

class ConfigurationFormTest {
    @interface Sample {
        String[] list() default {"x"};

        String[] whole() default {};

        int num() default 7;

        long most_bytes() default 1;

        boolean flag() default false;

        boolean guard() default true;

        String place() default "/p";

        String _value() default "";

        String[] secrets() default {};
    }

    private static final ConfigurationForm<Sample> FORM =
            ConfigurationForm.of(Sample.class, "dev.sample")
                    .unsplit("whole")
                    .atLeast(1, "num")
                    .fallBack("flag", true)
                    .require("place")
                    .check("place", "an absolute path", c -> absolute(c.place()))
                    .withhold("secrets")
                    .check("list", "words", c -> List.of(c.list()).forEach(one -> word(one)))
                    .check("secrets", "none", c -> none(c.secrets()));

    private final List<String> errors = new ArrayList<>();

    private static void absolute(String path) {
        if (!Path.of(path).isAbsolute()) {
            throw new IllegalArgumentException();
        }
    }

    private static void word(String text) {
        if (text.contains("!")) {
            throw new IllegalArgumentException("\"%s\" is no word".formatted(text));
        }
    }

    private static void none(String... secrets) {
        if (secrets.length > 0) {
            throw new IllegalArgumentException("there are %d".formatted(secrets.length));
        }
    }

    private Sample read(String key, Object value) {
        return FORM.read(Map.of(key, value), errors::add);
    }

    private void assertList(Object value, String... elements) {
        assertArrayEquals(elements, read("list", value).list());
        assertEquals(List.of(), errors);
    }

    private void assertError(String message) {
        assertEquals(List.of(message), errors);
    }

    /** {@code list=a,b,c} of a .cfg file, with or without a continuation line. */
    @Test
    void splitsATextAtItsCommas() {
        assertList("a,b,c", "a", "b", "c");
        assertList("a, b, c", "a", "b", "c");
    }

    /** {@code list=a\,b} of a .cfg file: the backslash has gone with the reading. */
    @Test
    void splitsAtACommaThatWasEscaped() {
        assertList("a,b", "a", "b");
    }

    /** {@code list=} of a .cfg file. */
    @Test
    void takesAnEmptyTextForAnEmptyList() {
        assertList("");
    }

    /** {@code list=["a","b"]}, {@code num=I"9"} of a .cfg file. */
    @Test
    void takesTypedValues() {
        assertList(new String[] {"a", "b"}, "a", "b");
        assertEquals(9, read("num", 9).num());
    }

    /** {@code list=[a,b]} of a .cfg file: File Install drops the file. */
    @Test
    void hasTheDefaultsWithoutAFile() {
        assertArrayEquals(new String[] {"x"}, FORM.read(Map.of(), errors::add).list());
        assertEquals("/p", FORM.read(Map.of(), errors::add).place());
    }

    /** {@code list=["a","b","c,d"]} of a .config file. */
    @Test
    void leavesCommasInTheElementsOfAnArray() {
        assertList(new String[] {"a", "b", "c,d"}, "a", "b", "c,d");
        assertList(new Vector<>(List.of("a", " c,d ", "")), "a", "c,d");
    }

    /** {@code list="one,two"} of a .config file. */
    @Test
    void splitsATypedTextAtItsCommas() {
        assertList("one,two", "one", "two");
    }

    /** {@code num=5}, {@code flag=true} of a .cfg file. */
    @Test
    void readsNumbersAndFlagsInTexts() {
        assertEquals(5, read("num", "5").num());
        assertEquals(1L << 40, read("most.bytes", " 1099511627776 ").most_bytes());
        assertTrue(read("flag", "TRUE").flag());
        assertFalse(read("guard", "false").guard());
    }

    @Test
    void leavesATextWholeWhoseElementsMayHaveCommas() {
        assertArrayEquals(
                new String[] {"x509.subject: C=DE, O=Acme"},
                read("whole", "x509.subject: C=DE, O=Acme").whole());
    }

    @Test
    void replacesANumberThatCannotBeRead() {
        assertEquals(7, read("num", "abc").num());
        assertError(
                "dev.sample: num is \"abc\", and must be a whole number from 1 to 2147483647; 7"
                        + " holds in its place");
    }

    @Test
    void replacesANumberOutOfItsRange() {
        assertEquals(7, read("num", 0).num());
        assertEquals(1, read("most.bytes", -1L).most_bytes());
        assertEquals(7, read("num", 1L << 31).num());
        assertEquals(3, errors.size());
    }

    /** The component runtime takes each other word for false. */
    @Test
    void replacesAFlagThatCannotBeReadByWhatIsSafe() {
        assertTrue(read("guard", "yes").guard());
        assertTrue(read("flag", "yes").flag());
        assertEquals(
                List.of(
                        "dev.sample: guard is \"yes\", and must be true or false; true holds in its"
                                + " place",
                        "dev.sample: flag is \"yes\", and must be true or false; true holds in its"
                                + " place"),
                errors);
    }

    @Test
    void replacesWhatDoesNotPassItsCheck() {
        assertArrayEquals(new String[] {"x"}, read("list", "a,b!").list());
        assertError(
                "dev.sample: list is \"a,b!\", and must be words (\"b!\" is no word); \"x\" holds"
                        + " in its place");
    }

    @Test
    void failsWithoutARequiredValueInOneLine() {
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> read("place", "a\nb"));
        assertEquals("dev.sample: place is \"a b\", and must be an absolute path", e.getMessage());
        assertEquals(0, e.getStackTrace().length);
        assertEquals(List.of(e.getMessage()), errors);
        assertThrows(
                InvalidConfigurationException.class,
                () -> FORM.readSilently(Map.of("place", new String[] {"/a", "/b"})));
    }

    @Test
    void logsOnceForTwoComponents() {
        assertEquals(7, FORM.readSilently(Map.of("num", "abc")).num());
        assertEquals(List.of(), errors);
    }

    @Test
    void namesTheConfigurationOfAFactory() {
        FORM.read(Map.of("service.pid", "dev.sample~one", "num", "abc"), errors::add);
        assertTrue(errors.get(0).startsWith("dev.sample~one: num is"), errors::toString);
    }

    @Test
    void showsNoPrivateValue() {
        assertEquals("", read(".value", new String[] {"s3cret", "more"})._value());
        assertError(
                "dev.sample: .value is what is not shown here, and must be one text; \"\" holds in"
                        + " its place");
    }

    @Test
    void showsNoValueThatIsWithheld() {
        assertEquals(0, read("secrets", new String[] {"s3cret", "more"}).secrets().length);
        assertError(
                "dev.sample: secrets is what is not shown here, and must be none (there are 2);"
                        + " \"\" holds in its place");
    }

    @Test
    void refusesKeysThatTheAnnotationDoesNotHave() {
        ConfigurationForm<Sample> form = ConfigurationForm.of(Sample.class, "p");
        assertThrows(IllegalArgumentException.class, () -> form.require("nun"));
        assertThrows(IllegalArgumentException.class, () -> form.atLeast(1, "nun"));
    }
}
