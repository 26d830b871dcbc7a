// GIF films against a decoder of their own, written from the format's description.
#include "processing/core/Error.h"
#include "processing/core/Gif.h"

#include <QTest>

#include <cstdlib>
#include <span>
#include <string>

using namespace insula;

namespace {

struct Picture {
    int width, height;
    std::vector<std::uint8_t> bytes;
    PictureView view() const
    {
        return {width, height, std::as_bytes(std::span(bytes)), static_cast<std::size_t>(width) * 4, PixelOrder::Rgba};
    }
};

template <typename Colour> Picture painted(int width, int height, const Colour& colour)
{
    Picture picture{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const GifColour c = colour(x, y);
            picture.bytes.insert(picture.bytes.end(), {c[0], c[1], c[2], 255});
        }
    return picture;
}

struct Decoded {
    int width = 0, height = 0;
    bool isComplete = false;
    std::vector<int> delays;
    std::vector<std::vector<GifColour>> frames;
};

std::vector<std::uint8_t> unpacked(const std::vector<std::uint8_t>& codes)
{
    std::vector<std::uint8_t> pixels;
    std::vector<std::vector<std::uint8_t>> table;
    unsigned bits = 9, buffer = 0, held = 0;
    int last = -1;
    const auto clear = [&] {
        table.assign(258, {});
        for (unsigned n = 0; n < 256; ++n)
            table[n] = {static_cast<std::uint8_t>(n)};
        bits = 9;
        last = -1;
    };
    clear();
    for (const auto byte : codes) {
        buffer |= static_cast<unsigned>(byte) << held;
        held += 8;
        while (held >= bits) {
            const unsigned code = buffer & ((1U << bits) - 1);
            buffer >>= bits;
            held -= bits;
            if (code == 257)
                return pixels;
            if (code == 256) {
                clear();
                continue;
            }
            if (last >= 0 && table.size() < 4096) {
                auto entry = table[static_cast<std::size_t>(last)];
                if (code > table.size())
                    return {}; // no such code
                entry.push_back(code < table.size() ? table[code][0] : entry[0]);
                table.push_back(entry);
            }
            if (code >= table.size())
                return {};
            pixels.insert(pixels.end(), table[code].begin(), table[code].end());
            last = static_cast<int>(code);
            if (table.size() == (1U << bits) && bits < 12)
                ++bits;
        }
    }
    return {}; // no end
}

Decoded decode(const std::string& data)
{
    Decoded gif;
    std::size_t at = 0;
    const auto byte = [&] { return static_cast<unsigned>(static_cast<unsigned char>(data.at(at++))); };
    const auto word = [&] {
        const unsigned low = byte();
        return static_cast<int>(low | byte() << 8);
    };
    const auto blocks = [&] {
        std::vector<std::uint8_t> all;
        for (unsigned size = byte(); size > 0; size = byte())
            while (size-- > 0)
                all.push_back(static_cast<std::uint8_t>(byte()));
        return all;
    };
    if (data.substr(0, 6) != "GIF89a")
        return gif;
    at = 6;
    gif.width = word();
    gif.height = word();
    at += 3;
    std::vector<GifColour> palette(256);
    for (auto& colour : palette)
        for (auto& channel : colour)
            channel = static_cast<std::uint8_t>(byte());
    for (unsigned mark = byte(); mark != 0x3B; mark = byte()) {
        if (mark == 0x21) {
            const bool isControl = byte() == 0xF9;
            const auto content = blocks();
            if (isControl)
                gif.delays.push_back(content.at(1) | content.at(2) << 8);
        } else if (mark == 0x2C) {
            at += 9;
            if (byte() != 8)
                return gif;
            std::vector<GifColour> frame;
            for (const auto index : unpacked(blocks()))
                frame.push_back(palette[index]);
            gif.frames.push_back(frame);
        } else
            return gif;
    }
    gif.isComplete = at == data.size();
    return gif;
}

Decoded written(const std::vector<Picture>& pictures, double seconds)
{
    ScratchFolder folder;
    GifPalette palette;
    for (const auto& each : pictures)
        palette.learn(each.view());
    GifWriter gif(folder.path() / "film.gif", pictures[0].width, pictures[0].height, palette.colours(), seconds);
    for (const auto& each : pictures)
        gif.add(each.view());
    gif.finish();
    return decode(readTextFile(folder.path() / "film.gif"));
}

// The largest difference of a channel.
int difference(const Picture& picture, const std::vector<GifColour>& frame)
{
    if (frame.size() * 4 != picture.bytes.size())
        return 1000;
    int most = 0;
    for (std::size_t n = 0; n < frame.size(); ++n)
        for (std::size_t c = 0; c < 3; ++c)
            most = std::max(most, std::abs(frame[n][c] - picture.bytes[4 * n + c]));
    return most;
}

} // namespace

class tst_Gif : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesComeBackInFewColoursExactly()
    {
        const auto red = painted(30, 20, [](int x, int) { return x < 15 ? GifColour{200, 10, 30} : GifColour{0, 0, 0}; });
        const auto blue = painted(30, 20, [](int, int y) { return y < 7 ? GifColour{1, 2, 250} : GifColour{0, 0, 0}; });
        const auto gif = written({red, blue}, 0.08);
        QVERIFY(gif.isComplete);
        QCOMPARE(gif.width, 30);
        QCOMPARE(gif.height, 20);
        QCOMPARE(gif.delays, std::vector<int>({8, 8}));
        QCOMPARE(difference(red, gif.frames.at(0)), 0);
        QCOMPARE(difference(blue, gif.frames.at(1)), 0);
    }

    void allGreysComeBackToOneStep()
    {
        const auto ramp = painted(256, 40, [](int x, int) {
            const auto grey = static_cast<std::uint8_t>(x);
            return GifColour{grey, grey, grey};
        });
        QVERIFY(difference(ramp, written({ramp}, 0.1).frames.at(0)) <= 1);
    }

    // Noise fills the table of codes many times; each length ends the codes at another place.
    void noiseOfEveryLengthIsDecodedInFull()
    {
        unsigned state = 1;
        for (const int width : {1, 2, 253, 254, 255, 256, 257, 600, 1790, 3838, 3839, 3840, 3841, 60000}) {
            const auto noise = painted(width, 1, [&](int, int) {
                state = state * 1664525U + 1013904223U;
                const auto grey = static_cast<std::uint8_t>((state >> 24) & 0xFE);
                return GifColour{grey, grey, grey};
            });
            const auto gif = written({noise}, 0.1);
            QVERIFY2(gif.isComplete && difference(noise, gif.frames.at(0)) <= 1, qPrintable(QString::number(width)));
        }
    }

    void framesOfAnotherSizeAreRefusedAndAnUnfinishedFilmLeavesNoFile()
    {
        ScratchFolder folder;
        {
            GifWriter gif(folder.path() / "film.gif", 4, 4, {{0, 0, 0}}, 0.1);
            QVERIFY_EXCEPTION_THROWN(gif.add(painted(5, 4, [](int, int) { return GifColour{}; }).view()), Error);
        }
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }
};

QTEST_GUILESS_MAIN(tst_Gif)
#include "tst_Gif.moc"
