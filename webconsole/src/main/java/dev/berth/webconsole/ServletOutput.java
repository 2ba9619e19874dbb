package dev.berth.webconsole;

import java.io.IOException;
import java.io.Writer;

/** What is written of an HTTP response, whichever servlet API it goes by. */
interface ServletOutput {
    void status(int code);

    void header(String name, String value);

    /** Sets the media type; to be called before {@link #writer()}. */
    void contentType(String mediaType);

    Writer writer() throws IOException;
}
