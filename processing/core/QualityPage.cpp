#include "processing/core/QualityPage.h"

#include "processing/core/Base64.h"
#include "processing/core/Version.h"
#include "processing/core/XmlText.h"

#include <fmt/format.h>

namespace insula {
namespace {

constexpr const char* Style
    = "body{font-family:sans-serif;font-size:14px;color:#1c1c1c;background:#ffffff;margin:24px auto;max-width:940px}"
      "h1{font-size:24px;margin:0 0 4px 0}h2{font-size:18px;margin:26px 0 8px 0}"
      "table{border-collapse:collapse}td{padding:4px 14px 4px 0;vertical-align:top}"
      ".value{font-weight:bold;white-space:nowrap}.quiet{color:#555555}.caption{color:#555555;margin:2px 0 14px 0}"
      ".notice{color:#8a1020;font-weight:bold}img{max-width:100%}";

std::string sectionText(const QualitySection& section)
{
    std::string out = fmt::format("<h2>{}</h2>\n", xmlEscaped(section.title));
    if (!section.figures.empty()) {
        out += "<table>\n";
        for (const QualityFigure& figure : section.figures)
            out += fmt::format("<tr><td>{}</td><td class=\"value\">{}</td><td class=\"quiet\">{}</td></tr>\n", xmlEscaped(figure.name),
                xmlEscaped(figure.value), xmlEscaped(figure.meaning));
        out += "</table>\n";
    }
    for (const QualityPicture& picture : section.pictures)
        out += fmt::format("<p><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></p>\n<p class=\"caption\">{}</p>\n", picture.address,
            picture.width, picture.height, xmlEscaped(picture.caption), xmlEscaped(picture.caption));
    return out;
}

} // namespace

QualityPicture qualityPicture(const RgbaPicture& picture, std::string caption)
{
    return {dataAddress(picture), picture.width, picture.height, std::move(caption)};
}

QualityPicture qualityPicture(const TracePlot& plot, std::string caption)
{
    const std::string svg = svgOf(plot);
    return {"data:image/svg+xml;base64," + base64(std::as_bytes(std::span(svg))), plot.width, plot.height, std::move(caption)};
}

std::string htmlOf(const QualityPage& page)
{
    std::string out
        = fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Quality: {}</title>\n<style>{}</style>"
                      "</head>\n<body>\n<h1>Quality: {}</h1>\n<p class=\"notice\">{}.</p>\n",
            xmlEscaped(page.title), Style, xmlEscaped(page.title), Notice);
    out += "<h2>Worth a look</h2>\n";
    if (page.attention.empty())
        out += "<p>The checks found nothing. They cannot see everything: look at the pictures.</p>\n";
    else {
        out += "<ul>\n";
        for (const std::string& sentence : page.attention)
            out += fmt::format("<li>{}</li>\n", xmlEscaped(sentence));
        out += "</ul>\n";
    }
    for (const QualitySection& section : page.sections)
        out += sectionText(section);
    out += "<h2>Made from</h2>\n<ul>\n";
    for (const std::string& source : page.sources)
        out += fmt::format("<li>{}</li>\n", xmlEscaped(source));
    out += fmt::format("</ul>\n<p class=\"quiet\">Insula {}. {}.</p>\n</body></html>\n", Version, Notice);
    return out;
}

} // namespace insula
