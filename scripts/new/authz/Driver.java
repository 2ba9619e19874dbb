package com.example.@PACKAGE@;

import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.sdk.PluginServer;

/** Nobody may remove volumes. What a method throws refuses the request, too. */
public final class @CLASS@Driver implements AuthzDriver {
    public static void main(String[] args) {
        PluginServer.create()
                .authz(new @CLASS@Driver())
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public AuthzDecision authorizeRequest(AuthzRequest request) {
        return request.method().equals("DELETE") && request.uri().contains("/volumes/")
                ? AuthzDecision.deny("volumes stay")
                : AuthzDecision.allow();
    }

    @Override
    public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
        return AuthzDecision.allow();
    }
}
