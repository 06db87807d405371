package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/** What a shared field holds: only things of a size that is known when its class is compiled. */
public sealed interface SharedType {
    /** What its first byte's offset must be a multiple of. */
    default int alignment() {
        return Long.BYTES;
    }

    /** The bytes that it takes. */
    long bytes();

    /** As in the layout table: {@code long[256]}. */
    String label();

    /** A primitive. */
    record Scalar(Cell cell) implements SharedType {
        @Override
        public int alignment() {
            return cell.bytes();
        }

        @Override
        public long bytes() {
            return cell.bytes();
        }

        @Override
        public String label() {
            return cell.keyword();
        }
    }

    /** An array of primitives. */
    record Vector(Cell cell, long length) implements SharedType {
        @Override
        public long bytes() {
            return Math.multiplyExact(length, cell.bytes());
        }

        @Override
        public String label() {
            return cell.keyword() + "[" + length + "]";
        }
    }

    /**
     * A text of at most so many bytes of UTF-8: a header with the commit word and the lengths, and two buffers, of which one
     * is being written while the other is read.
     */
    record Text(int maxBytes) implements SharedType {
        private static final long HEADER_BYTES = 16;

        @Override
        public long bytes() {
            return StructLayout.align(HEADER_BYTES + 2L * maxBytes, Long.BYTES);
        }

        @Override
        public String label() {
            return "text of " + maxBytes;
        }
    }

    /** An array of another template's structs. */
    record NestedArray(Nested element, long length) implements SharedType {
        @Override
        public long bytes() {
            return Math.multiplyExact(length, element.bytes());
        }

        @Override
        public String label() {
            return element.label() + "[" + length + "]";
        }
    }

    /**
     * A handle, encoded, in a place that is large enough for any.
     *
     * @param isMadeByDefault whether its class can make one without being told anything
     */
    record Handle(TypeName type, String written, boolean isMadeByDefault) implements SharedType {
        private static final long BYTES = 128;

        @Override
        public long bytes() {
            return BYTES;
        }

        @Override
        public String label() {
            return written;
        }
    }

    /**
     * Another template's struct.
     *
     * @param layoutHash of that struct, so that a change in it changes the hash of this one
     */
    record Nested(ClassName template, ClassName accessors, long bytes, long layoutHash) implements SharedType {
        @Override
        public String label() {
            return String.join(".", template.simpleNames());
        }
    }
}
