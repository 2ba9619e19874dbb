package dev.berth.shared.protocol.logging;

import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.shared.protocol.MessageForm;

/** The request of {@code ReadLogs}. */
public record LogRead(LogInfo info, ReadConfig config) {
    static final MessageForm<LogRead> FORM =
            new MessageForm<>(
                    read ->
                            JsonObject.empty()
                                    .with("Info", LogForm.write(read.info()))
                                    .with("Config", LogForm.write(read.config())),
                    json ->
                            new LogRead(
                                    LogForm.info(json.object("Info").orElse(JsonObject.empty())),
                                    LogForm.config(
                                            json.object("Config").orElse(JsonObject.empty()))));
}
