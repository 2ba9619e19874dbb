package dev.berth.webconsole;

import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.Optional;

/** What is read of an HTTP request, whichever servlet API it comes by. */
interface ServletInput {
    Optional<String> remoteUser();

    /** Returns an attribute of the request; null if it has none of the name. */
    Object attribute(String name);

    /** Returns the request URI, without its query. */
    String uri();

    /** Returns the context's path and the servlet's. */
    String servletAddress();

    Optional<String> query();

    /** Returns the length of the body; -1 if it is not known. */
    long contentLength();

    Optional<String> header(String name);

    /** Returns the fields of a form in UTF-8, and those of the query. */
    Map<String, String[]> parameters() throws UnsupportedEncodingException;
}
