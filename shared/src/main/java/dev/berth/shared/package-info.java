/**
 * Code that several bundles use, one package for each subject. bnd copies what a bundle uses
 * privately into it; nothing of it is API. It throws neutral exceptions, which its callers
 * translate, and depends on {@code api} alone.
 */
package dev.berth.shared;
