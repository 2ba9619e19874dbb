package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ConnectionErrors;
import dev.berth.registry.transport.ErrorBody;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Makes {@link RegistryException}s for what was asked of one repository. */
public final class RegistryErrors {
    private final String place;
    private final String domain;
    private final String path;
    private final String subject;

    /**
     * @param subject what was asked for
     */
    public RegistryErrors(Repository repository, String subject) {
        this(
                "registry " + repository.registry().domain(),
                repository.registry().domain(),
                repository.path(),
                subject);
    }

    /**
     * @param place the server that was asked, in a user's words
     * @param domain of the registry
     * @param path of the repository in it
     * @param subject what was asked for
     */
    public RegistryErrors(String place, String domain, String path, String subject) {
        this.place = place;
        this.domain = domain;
        this.path = path;
        this.subject = subject;
    }

    /** Returns the error for a response that says no. */
    RegistryException of(RegistryResponse response) throws InterruptedIOException {
        String words = ErrorBody.read(response);
        return switch (response.status()) {
            case 404 -> of(Reason.NOT_FOUND, "is not there", words, "check the name and the tag");
            case 401 -> of(Reason.UNAUTHORIZED, "needs a login", words, login());
            case 403 -> of(Reason.UNAUTHORIZED, "is not for this login", words, login());
            case 407 -> of(Reason.UNREACHABLE, "is behind a proxy that asks for a login", "", "");
            case 429 -> of(Reason.REFUSED, "was asked for too often", words, "try again later");
            default -> of(Reason.REFUSED, "is refused with status " + response.status(), words, "");
        };
    }

    private String login() {
        return "log in with \"docker login %s\", or check that it exists".formatted(domain);
    }

    /** Returns the error for a failed exchange. */
    public RegistryException of(IOException failure) {
        Reason reason = ExchangeException.reasonOf(failure);
        String what = reason == Reason.UNREACHABLE ? "cannot be reached" : "cannot be had";
        String words = ConnectionErrors.of(failure);
        return of(
                reason,
                what,
                reason == Reason.UNAUTHORIZED ? words + "; " + login() : words,
                failure);
    }

    /** Returns the error for content that is wrong. */
    public RegistryException corrupt(String how) {
        return of(Reason.CORRUPT, how, "", "");
    }

    /** Returns an error. */
    public RegistryException of(Reason reason, String what, String words, String advice) {
        String message = sentence(what, words);
        return new RegistryException(
                reason, domain, path, advice.isEmpty() ? message : message + "; " + advice);
    }

    private RegistryException of(Reason reason, String what, String words, Throwable cause) {
        return new RegistryException(reason, domain, path, sentence(what, words), cause);
    }

    private String sentence(String what, String words) {
        // Documents and servers have their say in it.
        return PrintableText.line(
                "%s: %s %s%s".formatted(place, subject, what, words.isEmpty() ? "" : ": " + words));
    }
}
