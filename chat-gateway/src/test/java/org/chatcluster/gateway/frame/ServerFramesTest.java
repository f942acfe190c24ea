package org.chatcluster.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.chatcluster.common.frame.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client's decoder makes of the frames.
final class ServerFramesTest {
    private final EmbeddedChannel client =
            new EmbeddedChannel(
                    new WebSocket13FrameDecoder(
                            WebSocketDecoderConfig.newBuilder()
                                    .expectMaskedFrames(false)
                                    .maxFramePayloadLength(1 << 20)
                                    .build()));

    private WebSocketFrame read(ByteBuf frame) {
        client.writeInbound(frame);
        return client.readInbound();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 100_000})
    void textOfAnyLengthIsOneFinalFrame(int length) {
        ByteBuf frame = ServerFrames.text(UnpooledByteBufAllocator.DEFAULT, new byte[length]);
        assertThat(frame.capacity()).isEqualTo(frame.readableBytes());

        WebSocketFrame read = read(frame);

        assertThat(read).isInstanceOf(TextWebSocketFrame.class);
        assertThat(read.isFinalFragment()).isTrue();
        assertThat(read.content().readableBytes()).isEqualTo(length);
        read.release();
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void closeCarriesCodeAndReason(CloseCode code) {
        CloseWebSocketFrame read = (CloseWebSocketFrame) read(ServerFrames.close(code));

        assertThat(read.statusCode()).isEqualTo(code.code());
        assertThat(read.reasonText()).isEqualTo(code.reason());
        read.release();
    }

    @Test
    void pingIsEmpty() {
        WebSocketFrame read = read(ServerFrames.ping());

        assertThat(read).isInstanceOf(PingWebSocketFrame.class);
        assertThat(read.content().isReadable()).isFalse();
        read.release();
    }
}
