// MP4 films (H.264, 4:2:0) by the program ffmpeg, which is fed with raw frames: every player shows them, and no codec is linked.
// Errors: Error with one line, ffmpeg's last one in it. Cancelled as Progress says. The file is the old one or complete. Thread: one.
#pragma once

#include "processing/core/AtomicFile.h"
#include "processing/core/Png.h"
#include "processing/core/Progress.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// Where ffmpeg is, by PATH; none when it is not installed.
std::optional<std::filesystem::path> findFfmpeg();

class Mp4Writer {
public:
    // Width and height are even, 2 to 16384; `rate`: frames a second. Throws Error, saying what to install, when there is no ffmpeg.
    Mp4Writer(const std::filesystem::path& file, int width, int height, double rate);
    ~Mp4Writer(); // without finish(): ends ffmpeg and leaves no file
    Mp4Writer(const Mp4Writer&) = delete;
    Mp4Writer& operator=(const Mp4Writer&) = delete;

    void add(const PictureView& picture, const Progress& progress);
    void finish(const Progress& progress);

private:
    void start(const std::string& program, double rate);
    void send(std::span<const std::byte> bytes, const Progress& progress);
    [[noreturn]] void fail();
    bool hasEnded(); // collects the exit status
    std::string lastLine() const;

    AtomicFile m_file;
    int m_width, m_height;
    int m_input = -1, m_messages = -1; // descriptors
    int m_child = -1, m_status = 0;
    std::vector<std::byte> m_frame;
};

} // namespace insula
