// The project that is open in the window, if any: opening, closing, and noticing what jobs and other windows change in it.
// GUI thread; functions throw Error.
#pragma once

#include "processing/core/Project.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

class QTimer;

namespace insula {

class ProjectSession : public QObject {
    Q_OBJECT
public:
    explicit ProjectSession(QObject* parent = nullptr);

    void open(const std::filesystem::path& folder);
    void create(const std::filesystem::path& folder);
    void close();
    bool isOpen() const { return m_project.has_value(); }
    Project& project() { return *m_project; }
    std::filesystem::path folder() const; // empty when none is open

    // As last read; volumes with their missing and stale marks.
    const std::vector<VolumeRow>& volumes() const { return m_volumes; }
    const std::vector<RunRow>& runs() const { return m_runs; }
    const VolumeRow* find(const std::filesystem::path& file) const;
    void refresh(); // now, not at the next poll

Q_SIGNALS:
    void changed(); // another project, or other contents
    void opened(const QString& notice); // notice: why it is read-only, else empty

private:
    void read();
    void poll();

    std::optional<Project> m_project;
    std::vector<VolumeRow> m_volumes;
    std::vector<RunRow> m_runs;
    std::int64_t m_version = 0;
    QTimer* m_timer;
};

} // namespace insula
