package dev.berth.shared.protocol.logging;

import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogInfo;
import dev.berth.shared.protocol.MessageForm;

/**
 * The request of {@code StartLogging}.
 *
 * @param file the path of a FIFO, as the plugin sees it
 */
public record NewLog(String file, LogInfo info) {
    static final MessageForm<NewLog> FORM =
            new MessageForm<>(
                    log ->
                            JsonObject.empty()
                                    .with("File", log.file())
                                    .with("Info", LogForm.write(log.info())),
                    json ->
                            new NewLog(
                                    json.textOrEmpty("File"),
                                    LogForm.info(json.object("Info").orElse(JsonObject.empty()))));
}
