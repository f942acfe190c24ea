package org.chatcluster.deploy.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeqScanTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"id\":7,\"chat_id\":1,\"seq\":31,\"change_seq\":40} | 31",
                "{\"change_seq\":40,\"seq\":9007199254740991} | 9007199254740991",
                "{\"seq\":3,\"content\":\"seq\"} | 3",
                "{\"change_seq\":40} | -1",
                "{\"seq\":null} | -1",
                "{\"seq\": | -1",
                "{\"seq | -1"
            })
    void seqIsFoundByItsWholeName(String text, long seq) {
        ByteBuf frame = Unpooled.copiedBuffer("..." + text, StandardCharsets.US_ASCII);

        assertThat(SeqScan.seq(frame, 3, frame.readableBytes())).isEqualTo(seq);
    }
}
