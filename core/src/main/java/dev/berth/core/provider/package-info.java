/** What other bundles provide: registry, layouts, runtime and admission policies. */
package dev.berth.core.provider;
