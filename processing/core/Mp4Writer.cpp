#include "processing/core/Mp4Writer.h"

#include "processing/core/Error.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

extern char** environ; // NOLINT: POSIX

namespace insula {
namespace {

constexpr int PatienceMs = 100; // of one wait, after which it is asked whether the user cancelled

Error cannotStart(int code)
{
    return Error("cannot start ffmpeg: " + std::generic_category().message(code));
}

class FileActions {
public:
    FileActions() { ::posix_spawn_file_actions_init(&m); }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&m); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    posix_spawn_file_actions_t* operator&() { return &m; }

private:
    posix_spawn_file_actions_t m{};
};

} // namespace

std::optional<std::filesystem::path> findFfmpeg()
{
    const char* path = std::getenv("PATH"); // NOLINT(concurrency-mt-unsafe): nothing sets it
    const std::string_view folders = path ? path : "";
    for (std::size_t from = 0; from <= folders.size();) {
        const std::size_t to = std::min(folders.find(':', from), folders.size());
        const std::filesystem::path program = std::filesystem::path(folders.substr(from, to - from)) / "ffmpeg";
        std::error_code ignored;
        if (to > from && std::filesystem::is_regular_file(program, ignored) && ::access(program.c_str(), X_OK) == 0) {
            return program;
        }
        from = to + 1;
    }
    return std::nullopt;
}

Mp4Writer::Mp4Writer(const std::filesystem::path& file, int width, int height, double rate) : m_file(file), m_width(width), m_height(height)
{
    if (width < 2 || height < 2 || width > 16384 || height > 16384 || width % 2 != 0 || height % 2 != 0) {
        throw Error("an MP4 film has an even number of pixels each way, 2 to 16384");
    }
    const auto program = findFfmpeg();
    if (!program) {
        throw Error("MP4 films are made by the program ffmpeg, which is not installed; install it (apt install ffmpeg), or save a GIF or "
                    "PNG frames");
    }
    start(program->string(), rate);
}

void Mp4Writer::start(const std::string& program, double rate)
{
    // A socket rather than a pipe: writing to a program that has ended is then an error and not a signal.
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw cannotStart(errno);
    }
    m_input = ends[0];
    const timeval patience{0, PatienceMs * 1000};
    ::setsockopt(m_input, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    m_messages = ::memfd_create("ffmpeg-messages", MFD_CLOEXEC);
    FileActions actions;
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, m_messages, STDERR_FILENO);
    posix_spawnattr_t attributes{};
    ::posix_spawnattr_init(&attributes);
    sigset_t none, usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigmask(&attributes, &none); // signals that are blocked here would be there, too
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<std::string> words{program, "-hide_banner", "-loglevel", "error", "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size",
        fmt::format("{}x{}", m_width, m_height), "-framerate", fmt::format("{}", rate), "-i", "pipe:0", "-an",
        // Without these, players would guess the colours of large and small films differently.
        "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-c:v", "libx264", "-crf", "17", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-metadata",
        fmt::format("comment={}. Made with Insula {}.", Notice, Version), "-y", "-f", "mp4", "file:" + m_file.temporary().string()};
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    pid_t child = -1;
    const int code = ::posix_spawn(&child, program.c_str(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::close(ends[1]);
    if (code != 0) {
        ::close(std::exchange(m_input, -1));
        ::close(std::exchange(m_messages, -1));
        throw cannotStart(code);
    }
    m_child = child;
}

Mp4Writer::~Mp4Writer()
{
    if (m_child > 0) {
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, nullptr, 0);
    }
    for (const int descriptor : {m_input, m_messages}) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
}

bool Mp4Writer::hasEnded()
{
    if (m_child > 0 && ::waitpid(m_child, &m_status, WNOHANG) == m_child) {
        m_child = -1;
    }
    return m_child < 0;
}

std::string Mp4Writer::lastLine() const
{
    std::string text(4096, '\0');
    const off_t size = ::lseek(m_messages, 0, SEEK_END);
    const off_t from = std::max<off_t>(0, size - static_cast<off_t>(text.size()));
    const ssize_t count = ::pread(m_messages, text.data(), text.size(), from);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.pop_back();
    }
    const std::size_t start = text.find_last_of("\r\n");
    return start == std::string::npos ? text : text.substr(start + 1);
}

void Mp4Writer::fail()
{
    for (int waited = 0; waited < 2000 && !hasEnded(); waited += 10) { // its last words
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    const std::string said = lastLine();
    throw Error(fmt::format("ffmpeg could not write the film: {}; try another folder or size, or save a GIF or PNG frames",
        said.empty() ? "it ended without a word" : said));
}

void Mp4Writer::send(std::span<const std::byte> bytes, const Progress& progress)
{
    while (!bytes.empty()) {
        progress.checkpoint();
        const ssize_t count = ::send(m_input, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
            fail();
        }
    }
}

void Mp4Writer::add(const PictureView& picture, const Progress& progress)
{
    if (picture.width != m_width || picture.height != m_height) {
        throw Error("the frames of a film must be of one size");
    }
    const std::size_t red = picture.order == PixelOrder::Rgba ? 0 : 2;
    m_frame.clear();
    for (int y = 0; y < m_height; ++y) {
        const std::byte* row = picture.pixels.data() + static_cast<std::size_t>(y) * picture.bytesPerRow;
        for (int x = 0; x < m_width; ++x, row += 4) {
            m_frame.insert(m_frame.end(), {row[red], row[1], row[2 - red]});
        }
    }
    send(m_frame, progress);
}

void Mp4Writer::finish(const Progress& progress)
{
    ::close(std::exchange(m_input, -1)); // the end of its input
    while (!hasEnded()) {
        progress.checkpoint();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (!WIFEXITED(m_status) || WEXITSTATUS(m_status) != 0) {
        fail();
    }
    m_file.commit();
}

} // namespace insula
