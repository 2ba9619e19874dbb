/** A volume plugin for Docker and Berth that needs nothing but the JDK's base module. */
module dev.berth.example.volumeplugin {}
