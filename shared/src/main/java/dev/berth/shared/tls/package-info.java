/** Reads certificates and private keys in PEM form, which the JDK reads only in part. */
package dev.berth.shared.tls;
