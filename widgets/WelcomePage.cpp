#include "widgets/WelcomePage.h"

#include <QCommandLinkButton>
#include <QFileInfo>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace insula {
namespace {

QCommandLinkButton* choice(const QString& name, const QString& text, const QString& objectName)
{
    auto* button = new QCommandLinkButton(name, text);
    button->setObjectName(objectName);
    button->setAccessibleName(name);
    button->setAccessibleDescription(text);
    button->setMinimumHeight(64);
    return button;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent) : QWidget(parent) { }

void WelcomePage::showEvent(QShowEvent* event)
{
    if (!m_recent)
        fill();
    QWidget::showEvent(event);
}

void WelcomePage::fill()
{
    m_recent = new QVBoxLayout;
    auto* title = new QLabel(tr("Insula"));
    auto font = title->font();
    font.setPointSizeF(font.pointSizeF() * 2.2);
    font.setBold(true);
    title->setFont(font);
    auto* files = choice(tr("Open files..."), tr("NIfTI images (.nii, .nii.gz, .hdr/.img). Or drop files and folders anywhere."),
        QStringLiteral("openFiles"));
    auto* project
        = choice(tr("Open a project..."), tr("A folder NAME.insula with results and how they were made"), QStringLiteral("openProject"));
    auto* sample
        = choice(tr("Open the sample project"), tr("A made-up head to try everything on; needs no download"), QStringLiteral("openSample"));
    auto* inside = new QWidget;
    inside->setMaximumWidth(620);
    auto* column = new QVBoxLayout(inside);
    column->setSpacing(8);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(new QLabel(tr("Open a scan, look at it, process it, and know how every result came to be.")));
    column->addSpacing(10);
    column->addWidget(files);
    column->addWidget(project);
    column->addWidget(sample);
    column->addSpacing(10);
    column->addLayout(m_recent);
    column->addStretch(2);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(inside, 4);
    row->addStretch(1);
    auto* holder = new QWidget;
    holder->setLayout(row);
    auto* scroll = new QScrollArea;
    scroll->setWidget(holder);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    connect(files, &QCommandLinkButton::clicked, this, &WelcomePage::openFilesRequested);
    connect(project, &QCommandLinkButton::clicked, this, &WelcomePage::openProjectRequested);
    connect(sample, &QCommandLinkButton::clicked, this, &WelcomePage::openSampleRequested);
    showRecentFiles();
}

void WelcomePage::setRecentFiles(const QStringList& files)
{
    m_files = files;
    if (m_recent)
        showRecentFiles();
}

void WelcomePage::showRecentFiles()
{
    while (auto* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (m_files.isEmpty())
        return;
    m_recent->addWidget(new QLabel(tr("Recent")));
    for (const auto& file : m_files.mid(0, 6)) {
        const QFileInfo info(file);
        auto* button = new QPushButton(tr("%1  -  %2").arg(info.fileName(), info.absolutePath()));
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("text-align:left; padding:3px 8px;"));
        button->setAccessibleName(tr("Open %1").arg(file));
        m_recent->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT recentFileRequested(file); });
    }
}

} // namespace insula
