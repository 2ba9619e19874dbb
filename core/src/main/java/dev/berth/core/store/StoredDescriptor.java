package dev.berth.core.store;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;

/** A descriptor as it is written in a plugin's document. */
record StoredDescriptor(String mediaType, String digest, long size) {

    /** Returns the Jackson module that maps {@link Descriptor} to this. */
    static Module module() {
        return new SimpleModule()
                .addSerializer(new StdDelegatingSerializer(Descriptor.class, new Written()))
                .addDeserializer(Descriptor.class, new StdDelegatingDeserializer<>(new Read()));
    }

    private static final class Written extends StdConverter<Descriptor, StoredDescriptor> {
        @Override
        public StoredDescriptor convert(Descriptor blob) {
            return new StoredDescriptor(blob.mediaType(), blob.digest().toString(), blob.size());
        }
    }

    /** Refuses a descriptor without a valid digest, which becomes the name of a file. */
    private static final class Read extends StdConverter<StoredDescriptor, Descriptor> {
        @Override
        public Descriptor convert(StoredDescriptor stored) {
            return Descriptor.of(
                    text(stored.mediaType()), Digest.parse(text(stored.digest())), stored.size());
        }

        private static String text(String text) {
            return text == null ? "" : text;
        }
    }
}
