package dev.berth.core.publish;

import dev.berth.capability.PluginClient;
import dev.berth.core.work.PluginQueue;

/** A client that handlers are told of, and the queue of its plugin. */
record PublishedClient(PluginClient client, PluginQueue queue) {}
