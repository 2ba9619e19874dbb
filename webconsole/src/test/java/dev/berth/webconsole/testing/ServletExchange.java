package dev.berth.webconsole.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A request as the Web Console hands it over, by either servlet API, and what is answered. */
public final class ServletExchange {
    public static final String ROOT = "/system/console/berth";

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String[]> parameters = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final StringWriter body = new StringWriter();
    private final String method;
    private final String uri;
    private String query;
    private String user;
    private long length = -1;
    private int status = 200;

    public ServletExchange(String method, String path) {
        this.method = method;
        this.uri = ROOT + path;
    }

    public ServletExchange query(String text) {
        query = text;
        return this;
    }

    public ServletExchange by(String name) {
        user = name;
        return this;
    }

    public ServletExchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ServletExchange with(String name, String value) {
        parameters.put(name, new String[] {value});
        return this;
    }

    public ServletExchange length(long bytes) {
        length = bytes;
        return this;
    }

    public int status() {
        return status;
    }

    public String body() {
        return body.toString();
    }

    public String answered(String header) {
        return answered.getOrDefault(header, "");
    }

    /** Returns the request as a type of a servlet API. */
    public <T> T request(Class<T> type) {
        return proxy(
                type,
                (name, arguments) ->
                        switch (name) {
                            case "getMethod" -> method;
                            case "getRequestURI" -> uri;
                            case "getQueryString" -> query;
                            case "getRemoteUser" -> user;
                            case "getContentLengthLong" -> length;
                            case "getHeader" -> headers.get((String) arguments[0]);
                            case "getParameterMap" -> parameters;
                            case "getAttribute" ->
                                    arguments[0].equals("felix.webconsole.pluginRoot")
                                            ? ROOT
                                            : null;
                            case "setCharacterEncoding" -> null;
                            default -> throw new UnsupportedOperationException(name);
                        });
    }

    /** Returns the response as a type of a servlet API. */
    public <T> T response(Class<T> type) {
        PrintWriter writer = new PrintWriter(body, true);
        return proxy(
                type,
                (name, arguments) ->
                        switch (name) {
                            case "getWriter" -> writer;
                            case "setHeader" ->
                                    answered.put((String) arguments[0], (String) arguments[1]);
                            case "setContentType" ->
                                    answered.put("Content-Type", (String) arguments[0]);
                            case "setStatus" -> {
                                status = (int) arguments[0];
                                yield null;
                            }
                            default -> throw new UnsupportedOperationException(name);
                        });
    }

    @FunctionalInterface
    private interface Call {
        Object call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            Object result = call.call(method.getName(), arguments);
                            return method.getReturnType() == void.class ? null : result;
                        }));
    }
}
