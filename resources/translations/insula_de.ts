<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>NoteTool</name>
    <message>
        <source>Ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle</source>
        <translation type="unfinished">Winkel</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished">Schrift</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draw %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Insula cannot draw</source>
        <translation>Insula kann nicht zeichnen</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector picture (*.svg);;PDF (*.pdf);;Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plot...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunLayers</name>
    <message>
        <source>%1: label %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewGestures</name>
    <message>
        <source>move crosshair</source>
        <translation>Fadenkreuz bewegen</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>zoom 3D view</source>
        <translation>3D-Ansicht zoomen</translation>
    </message>
    <message>
        <source>window of %1</source>
        <translation>Fenster von %1</translation>
    </message>
    <message>
        <source>move picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>turn slices</source>
        <translation>Schnitte drehen</translation>
    </message>
    <message>
        <source>turn 3D view</source>
        <translation>3D-Ansicht drehen</translation>
    </message>
    <message>
        <source>before and after line</source>
        <translation>Linie von vorher und nachher</translation>
    </message>
    <message>
        <source>go to a vertex of %1</source>
        <translation>zu einem Knoten von %1 gehen</translation>
    </message>
</context>
<context>
    <name>insula</name>
    <message>
        <source>Move the crosshair</source>
        <translation>Fadenkreuz bewegen</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Links ziehen</translation>
    </message>
    <message>
        <source>Window and level of the current layer</source>
        <translation>Fenster und Mitte der aktuellen Ebene</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Rechts ziehen</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Middle drag, or Shift + left drag</source>
        <translation>Mitte ziehen, oder Umschalt + links ziehen</translation>
    </message>
    <message>
        <source>Next and previous slice</source>
        <translation>Nächster und voriger Schnitt</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>Zoom um den Zeiger</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>One view alone, and back</source>
        <translation>Eine Ansicht allein, und zurück</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Turn and zoom the 3D view</source>
        <translation>3D-Ansicht drehen und zoomen</translation>
    </message>
    <message>
        <source>Left drag, wheel</source>
        <translation>Links ziehen, Mausrad</translation>
    </message>
    <message>
        <source>Crosshair by one voxel in the view last used</source>
        <translation>Fadenkreuz um ein Voxel in der zuletzt benutzten Ansicht</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Through the slices of that view</source>
        <translation>Durch die Schnitte dieser Ansicht</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Line of before and after</source>
        <translation>Linie von vorher und nachher</translation>
    </message>
    <message>
        <source>Left drag, Shift + Left, Right</source>
        <translation>Links ziehen, Umschalt + Links, Rechts</translation>
    </message>
    <message>
        <source>Open files, folders, projects</source>
        <translation>Dateien, Ordner, Projekte öffnen</translation>
    </message>
    <message>
        <source>Drop them anywhere</source>
        <translation>Ins Fenster ziehen</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Mouse and crosshair&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;Keys&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</source>
        <translation>&lt;h3&gt;Maus und Fadenkreuz&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;Tasten&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</translation>
    </message>
    <message>
        <source>About Insula</source>
        <translation>Über Insula</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Insula %1&lt;/h3&gt;&lt;p&gt;A workbench for brain images: open a scan, look at it, process it, and know how every result came to be.&lt;/p&gt;&lt;p&gt;&lt;b&gt;%2.&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Apache License 2.0. Built on Qt, VTK, ITK, LibTorch, Dear ImGui and SQLite.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>%1 was ended by the system, most likely because memory ran out</source>
        <translation>%1 wurde vom System beendet, wohl weil der Arbeitsspeicher nicht reichte</translation>
    </message>
    <message>
        <source>%1 crashed (signal %2)</source>
        <translation>%1 ist abgestürzt (Signal %2)</translation>
    </message>
    <message>
        <source>Close other programs or layers, or use a smaller image, then run it again. No half-written result was kept.</source>
        <translation>Schließen Sie andere Programme oder Ebenen, oder nehmen Sie ein kleineres Bild, und versuchen Sie es noch einmal. Kein halbes Ergebnis blieb zurück.</translation>
    </message>
    <message>
        <source>Your data is unchanged and no half-written result was kept. Run it again; if it crashes again, report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed without saying why (exit status %2)</source>
        <translation>%1 schlug fehl, ohne einen Grund zu nennen (Status %2)</translation>
    </message>
    <message>
        <source>Correct the form and run it again.</source>
        <translation>Berichtigen Sie das Formular und starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>Read the log for what happened before, correct the cause and run it again.</source>
        <translation>Lesen Sie im Protokoll, was geschah, beheben Sie die Ursache und starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>Install the graphics driver (software: libgl1-mesa-dri), or start with LIBGL_ALWAYS_SOFTWARE=1. Remote desktops need GLX.</source>
        <translation>Installieren Sie den Grafiktreiber (Software: libgl1-mesa-dri), oder starten Sie mit LIBGL_ALWAYS_SOFTWARE=1. Entfernte Bildschirme brauchen GLX.</translation>
    </message>
    <message>
        <source>no picture can be drawn off screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey levels %1 and %2, expected 60 and 200</source>
        <translation>Grauwerte %1 und %2, erwartet 60 und 200</translation>
    </message>
    <message>
        <source>Vendor           %1
Renderer         %2
Version          %3
Drawn by         %4
Largest texture  %5
Test picture     %6
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>software (the processor)</source>
        <translation>Software (der Prozessor)</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>die Grafikkarte</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>falsch: %1</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen ...</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Results go to the project, subject %1.</source>
        <translation>Ergebnisse kommen in das Projekt, Proband %1.</translation>
    </message>
    <message>
        <source>Results go to %1.</source>
        <translation>Ergebnisse kommen nach %1.</translation>
    </message>
    <message>
        <source>OpenGL cannot be used on this display. %1</source>
        <translation>OpenGL lässt sich auf diesem Bildschirm nicht verwenden. %1</translation>
    </message>
    <message>
        <source>OpenGL cannot draw on this display. %1</source>
        <translation>OpenGL kann auf diesem Bildschirm nicht zeichnen. %1</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. %3</source>
        <translation>Dieser Rechner bietet nur OpenGL %1.%2; die Ansichten brauchen 3.2. %3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Change (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency (Hz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency (cycles per frame)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished">Bild</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;First frame</source>
        <translation>&amp;Erstes Bild</translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation>&amp;Letztes Bild</translation>
    </message>
    <message>
        <source>&amp;Pin the voxel&apos;s course</source>
        <translation>Zeitverlauf des Voxels an&amp;heften</translation>
    </message>
    <message>
        <source>Add the mean of the &amp;region</source>
        <translation>Mittelwert der &amp;Region hinzufügen</translation>
    </message>
    <message>
        <source>Add a region by &amp;name...</source>
        <translation>Region nach &amp;Namen hinzufügen...</translation>
    </message>
    <message>
        <source>Remove pinned courses</source>
        <translation>Angeheftete Verläufe entfernen</translation>
    </message>
    <message>
        <source>Open &amp;events...</source>
        <translation>&amp;Ereignisse öffnen...</translation>
    </message>
    <message>
        <source>Save time courses as CSV...</source>
        <translation>Zeitverläufe als CSV speichern...</translation>
    </message>
    <message>
        <source>Save the time course plot...</source>
        <translation>Diagramm der Zeitverläufe speichern...</translation>
    </message>
    <message>
        <source>&amp;Seed correlation</source>
        <translation>&amp;Seed-Korrelation</translation>
    </message>
    <message>
        <source>Correlation of every voxel with the course at the crosshair, live; linear trends are taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed is the re&amp;gion under the crosshair</source>
        <translation>Seed ist die Re&amp;gion unter dem Fadenkreuz</translation>
    </message>
    <message>
        <source>Carpet plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Carpet plot</source>
        <translation>&amp;Teppichdiagramm (carpet plot)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
</context>
<context>
    <name>insula::AddAtlasDialog</name>
    <message>
        <source>Browse...</source>
        <translation>Durchsuchen ...</translation>
    </message>
    <message>
        <source>Link to the image instead of copying it</source>
        <translation>Das Bild verknüpfen statt kopieren</translation>
    </message>
    <message>
        <source>Add an atlas</source>
        <translation>Atlas hinzufügen</translation>
    </message>
    <message>
        <source>Image of the atlas</source>
        <translation>Bild des Atlas</translation>
    </message>
    <message>
        <source>Table of names</source>
        <translation>Namenstabelle</translation>
    </message>
    <message>
        <source>none: regions are numbers</source>
        <translation>keine: Regionen sind Nummern</translation>
    </message>
    <message>
        <source>Image:</source>
        <translation>Bild:</translation>
    </message>
    <message>
        <source>Label maps and probability maps (*.nii *.nii.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names:</source>
        <translation>Namen:</translation>
    </message>
    <message>
        <source>Tables (*.txt *.tsv *.csv *.xml *.lut *.label *.ctbl *.json *.jsn);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the atlas&apos;s image. What may be copied is for you to know: licences differ.</source>
        <translation>Wählen Sie das Bild des Atlas. Was kopiert werden darf, müssen Sie wissen: Lizenzen sind verschieden.</translation>
    </message>
    <message>
        <source>%1 probability maps</source>
        <translation>%1 Wahrscheinlichkeitskarten</translation>
    </message>
    <message>
        <source>a label map</source>
        <translation>eine Label-Karte</translation>
    </message>
    <message>
        <source>%1, %2 names, space: %3</source>
        <translation>%1, %2 Namen, Raum: %3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
</context>
<context>
    <name>insula::Application</name>
    <message>
        <source>Not enough memory for this. Close layers or other programs, then try again.</source>
        <translation>Zu wenig Arbeitsspeicher. Schließen Sie Ebenen oder andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>An unexpected error happened; your data is unchanged. Try again, and report it if it returns.</source>
        <translation>Ein unerwarteter Fehler; Ihre Daten sind unverändert. Versuchen Sie es noch einmal, und melden Sie ihn, wenn er wiederkehrt.</translation>
    </message>
</context>
<context>
    <name>insula::AtlasLibrary</name>
    <message>
        <source>Looking for atlases</source>
        <translation>Suche Atlanten</translation>
    </message>
    <message>
        <source>Opening the atlas %1</source>
        <translation>Öffne den Atlas %1</translation>
    </message>
    <message>
        <source>No atlas names the regions in the readout.</source>
        <translation>Kein Atlas benennt die Regionen in der Anzeige.</translation>
    </message>
    <message>
        <source>%1 names the regions as soon as an image is open.</source>
        <translation>%1 benennt die Regionen, sobald ein Bild offen ist.</translation>
    </message>
    <message>
        <source>%1 names the regions in the readout.</source>
        <translation>%1 benennt die Regionen in der Anzeige.</translation>
    </message>
    <message>
        <source>%1 names the regions, though nothing says that the bottom image is in its space.</source>
        <translation>%1 benennt die Regionen, obwohl nichts besagt, dass das unterste Bild in seinem Raum liegt.</translation>
    </message>
    <message>
        <source>%1 is not in this image&apos;s space (%2), so it names nothing.</source>
        <translation>%1 ist nicht im Raum dieses Bildes (%2) und benennt daher nichts.</translation>
    </message>
    <message>
        <source>the atlas does not say which one it is in</source>
        <translation>der Atlas nennt keinen</translation>
    </message>
    <message>
        <source>show atlas %1</source>
        <translation>Atlas %1 zeigen</translation>
    </message>
    <message>
        <source>%1 is not in the bottom image&apos;s space: its regions lie at other places than the image&apos;s.</source>
        <translation>%1 ist nicht im Raum des untersten Bildes: Seine Regionen liegen an anderen Stellen als die des Bildes.</translation>
    </message>
    <message>
        <source>Adding the atlas %1</source>
        <translation>Füge den Atlas %1 hinzu</translation>
    </message>
    <message>
        <source>The atlas is now in %1</source>
        <translation>Der Atlas liegt jetzt in %1</translation>
    </message>
    <message>
        <source>Opening the atlas of the view</source>
        <translation>Atlas der Ansicht wird geöffnet</translation>
    </message>
    <message>
        <source>The atlas %1, which named the regions in this view, is not installed here: add it in the Atlases panel.</source>
        <translation>Der Atlas %1, der in dieser Ansicht die Regionen benannte, ist hier nicht installiert: fügen Sie ihn im Feld „Atlanten“ hinzu.</translation>
    </message>
</context>
<context>
    <name>insula::AtlasesPanel</name>
    <message>
        <source>Use for the readout</source>
        <translation>Für die Anzeige</translation>
    </message>
    <message>
        <source>Its regions are named at the crosshair, shown or not; again: none is</source>
        <translation>Seine Regionen werden am Fadenkreuz benannt, ob er gezeigt wird oder nicht; noch einmal: keiner</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Opens it as a layer over the images</source>
        <translation>Öffnet ihn als Ebene über den Bildern</translation>
    </message>
    <message>
        <source>Add atlas...</source>
        <translation>Atlas hinzufügen ...</translation>
    </message>
    <message>
        <source>Copies or links an atlas and its table of names into your folder of atlases</source>
        <translation>Kopiert oder verknüpft einen Atlas und seine Namenstabelle in Ihren Atlasordner</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the region</source>
        <translation>Setzt das Fadenkreuz in die Mitte der Region</translation>
    </message>
    <message>
        <source>Only this</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <source>Draws this region alone and hides the others</source>
        <translation>Zeichnet nur diese Region und verbirgt die anderen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Draws all regions again</source>
        <translation>Zeichnet wieder alle Regionen</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Draws the border of the regions, or fills them again</source>
        <translation>Zeichnet den Rand der Regionen oder füllt sie wieder</translation>
    </message>
    <message>
        <source>Use it in any space</source>
        <translation>In jedem Raum verwenden</translation>
    </message>
    <message>
        <source>Installed atlases</source>
        <translation>Installierte Atlanten</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>For images in the atlas&apos;s space whose header does not say so. In other images the names would be wrong.</source>
        <translation>Für Bilder im Raum des Atlas, deren Dateikopf es nicht sagt. In anderen Bildern wären die Namen falsch.</translation>
    </message>
    <message>
        <source>Regions of</source>
        <translation>Regionen von</translation>
    </message>
    <message>
        <source>The atlas in use, or a label map that is open</source>
        <translation>Der Atlas in Gebrauch oder eine offene Label-Karte</translation>
    </message>
    <message>
        <source>Find a region</source>
        <translation>Region suchen</translation>
    </message>
    <message>
        <source>Find a region: a few letters of its name</source>
        <translation>Region suchen: einige Buchstaben ihres Namens</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>no names</source>
        <translation>keine Namen</translation>
    </message>
    <message>
        <source>None yet: add one below</source>
        <translation>Noch keiner: unten hinzufügen</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Suche ...</translation>
    </message>
    <message>
        <source>Use an atlas or open a label map to find its regions.</source>
        <translation>Verwenden Sie einen Atlas oder öffnen Sie eine Label-Karte, um Regionen zu finden.</translation>
    </message>
    <message>
        <source>Number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>%1 of %2 regions; type more letters</source>
        <translation>%1 von %2 Regionen; weitere Buchstaben eingeben</translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n Region</numerusform>
            <numerusform>%n Regionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>Suche %1</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>zu %1 gehen</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>Kein Voxel gehört zur Region %1.</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>all regions</source>
        <translation>alle Regionen</translation>
    </message>
    <message>
        <source>outline regions</source>
        <translation>Regionen umranden</translation>
    </message>
    <message>
        <source>fill regions</source>
        <translation>Regionen füllen</translation>
    </message>
    <message>
        <source>Region of %1</source>
        <translation>Region von %1</translation>
    </message>
    <message>
        <source>Atlases</source>
        <translation>Atlanten</translation>
    </message>
    <message>
        <source>&amp;Atlases</source>
        <translation>&amp;Atlanten</translation>
    </message>
    <message>
        <source>Find a &amp;region...</source>
        <translation>&amp;Region suchen ...</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::BorderControl</name>
    <message>
        <source>Border</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Moves the outline away from the brain&apos;s edge: outwards, or inwards when negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>Rand (mm)</translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"> mm</translation>
    </message>
    <message>
        <source>Make mask...</source>
        <translation>Maske erstellen ...</translation>
    </message>
    <message>
        <source>Opens the form of the step that cuts a mask, and the brain, at this border</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::CarpetPanel</name>
    <message>
        <source>Sort voxels by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A label map whose labels are kept together; within each, and without one, voxels are in the order of their correlation with the global signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The carpet plot of the current run, sorted by the chosen map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens how the head moved: *.par of FSL, rp_*.txt of SPM, confounds of fMRIPrep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plot...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation type="unfinished">zu Bild gehen</translation>
    </message>
    <message>
        <source>The carpet plot was not computed. Press Compute to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Compute for the carpet plot of the current run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>global signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run first: an image with more than one frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The carpet plot is being computed...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the carpet plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 voxels in the brain%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; motion: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; no motion file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 frames, the run %3: it belongs to another run, and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the motion of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion (*.par rp_*.txt *_moest.txt *confounds*.tsv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to voxel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::CarpetView</name>
    <message>
        <source>Carpet plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxels as rows, frames as columns; a click goes to the frame, a double click to the voxel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No carpet plot yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn (deg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FD (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DVARS (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished">Bild</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
%1 (%2 voxels), z %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::ClustersPanel</name>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>&amp;Clusters of the map</source>
        <translation>&amp;Cluster der Karte</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Eigene Schwelle</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>Zweiseitig</translation>
    </message>
    <message>
        <source>Remove small clusters</source>
        <translation>Kleine Cluster entfernen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Speichern unter ...</translation>
    </message>
    <message>
        <source>Otherwise the layer&apos;s threshold counts, and the table follows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters of negative values, too; with the layer&apos;s threshold, as the layer is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold of clusters</source>
        <translation>Schwelle der Cluster</translation>
    </message>
    <message>
        <source>From this value on; the absolute value when two-sided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest cluster</source>
        <translation>Kleinstes Cluster</translation>
    </message>
    <message>
        <source>Smaller clusters are left out</source>
        <translation>Kleinere Cluster fallen weg</translation>
    </message>
    <message>
        <source>Unit of the smallest cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>What two voxels must share to belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the table as tab-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves the table as tab- or comma-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>mm3</source>
        <translation>mm³</translation>
    </message>
    <message>
        <source>faces (6)</source>
        <translation>Flächen (6)</translation>
    </message>
    <message>
        <source>edges (18)</source>
        <translation>Kanten (18)</translation>
    </message>
    <message>
        <source>corners (26)</source>
        <translation>Ecken (26)</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>The table of clusters is on the clipboard.</source>
        <translation>Die Clustertabelle liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Looking for clusters</source>
        <translation>Suche Cluster</translation>
    </message>
    <message>
        <source>Select a statistical map in the layers.</source>
        <translation>Wählen Sie eine statistische Karte in den Ebenen.</translation>
    </message>
    <message>
        <source>Switch on the layer&apos;s threshold (above 0), or set one here.</source>
        <translation>Schalten Sie die Schwelle der Ebene ein (über 0), oder setzen Sie hier eine.</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Suche ...</translation>
    </message>
    <message>
        <source>The largest %1 of %2 clusters: raise the threshold</source>
        <translation>Die größten %1 von %2 Clustern: Schwelle erhöhen</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n Cluster</numerusform>
            <numerusform>%n Cluster</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 smaller ones left out</source>
        <translation>, %1 kleinere weggelassen</translation>
    </message>
    <message>
        <source>; |value| at least %1</source>
        <translation>; Betrag mindestens %1</translation>
    </message>
    <message>
        <source>; value at least %1</source>
        <translation>; Wert mindestens %1</translation>
    </message>
    <message>
        <source>RAS mm, MNI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAS mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>ml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Peak at (%1)</source>
        <translation>Maximum bei (%1)</translation>
    </message>
    <message>
        <source>Centre of mass (%1)</source>
        <translation>Schwerpunkt (%1)</translation>
    </message>
    <message>
        <source>Region at the peak (%1)</source>
        <translation>Region am Maximum (%1)</translation>
    </message>
    <message>
        <source>Region at the peak</source>
        <translation>Region am Maximum</translation>
    </message>
    <message>
        <source>no atlas in use</source>
        <translation>kein Atlas in Gebrauch</translation>
    </message>
    <message>
        <source>Choose one in the Atlases panel</source>
        <translation>Wählen Sie einen im Feld „Atlanten“</translation>
    </message>
    <message>
        <source>Click: the crosshair goes there</source>
        <translation>Klick: Das Fadenkreuz geht dorthin</translation>
    </message>
    <message>
        <source>go to the centre of cluster %1</source>
        <translation>zum Schwerpunkt von Cluster %1 gehen</translation>
    </message>
    <message>
        <source>go to the peak of cluster %1</source>
        <translation>zum Maximum von Cluster %1 gehen</translation>
    </message>
    <message>
        <source>Save the table of clusters</source>
        <translation>Clustertabelle speichern</translation>
    </message>
    <message>
        <source>Tables (*.tsv);;Comma-separated tables (*.csv)</source>
        <translation>Tabellen (*.tsv);;Tabellen mit Kommas (*.csv)</translation>
    </message>
    <message>
        <source>Removing small clusters</source>
        <translation>Entferne kleine Cluster</translation>
    </message>
    <message>
        <source>remove small clusters of %1</source>
        <translation>kleine Cluster von %1 entfernen</translation>
    </message>
    <message>
        <source>%1, large clusters</source>
        <translation>%1, große Cluster</translation>
    </message>
    <message>
        <source>Shows a copy of the map in which smaller clusters are 0 instead of the map; undo brings it back. File &gt; Save layer as... keeps the copy</source>
        <translation>Zeigt statt der Karte eine Kopie, in der kleinere Cluster 0 sind; Rückgängig holt sie zurück. Datei &gt; Ebene speichern unter... behält die Kopie</translation>
    </message>
</context>
<context>
    <name>insula::ColourMapEditor</name>
    <message>
        <source>Colour...</source>
        <translation>Farbe...</translation>
    </message>
    <message>
        <source>Colour of the selected point (Return on the bar)</source>
        <translation>Farbe des gewählten Punktes (Eingabetaste auf dem Balken)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A point between the selected one and the next (Insert)</source>
        <translation>Ein Punkt zwischen dem gewählten und dem nächsten (Einfg)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removes the selected point (Delete)</source>
        <translation>Entfernt den gewählten Punkt (Entf)</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Turns the colours round</source>
        <translation>Kehrt die Farben um</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Puts the map into all lists of colour maps</source>
        <translation>Nimmt die Farbtabelle in alle Listen auf</translation>
    </message>
    <message>
        <source>Use it for the selected layer</source>
        <translation>Für die gewählte Ebene verwenden</translation>
    </message>
    <message>
        <source>Colour map editor</source>
        <translation>Farbtabellen-Editor</translation>
    </message>
    <message>
        <source>Map to start from</source>
        <translation>Ausgangs-Farbtabelle</translation>
    </message>
    <message>
        <source>One of your own maps is changed; others are left as they are and give a new one</source>
        <translation>Eigene Farbtabellen werden geändert; andere bleiben und ergeben eine neue</translation>
    </message>
    <message>
        <source>Position of the selected point</source>
        <translation>Ort des gewählten Punktes</translation>
    </message>
    <message>
        <source>0: low end of the window, 255: high end</source>
        <translation>0: unteres Ende des Fensters, 255: oberes Ende</translation>
    </message>
    <message>
        <source>Name of the map</source>
        <translation>Name der Farbtabelle</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Ausgehen von</translation>
    </message>
    <message>
        <source>Point at</source>
        <translation>Punkt bei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Colour of the selected point: %1</source>
        <translation>Farbe des gewählten Punktes: %1</translation>
    </message>
    <message>
        <source>Colour of the point</source>
        <translation>Farbe des Punktes</translation>
    </message>
    <message>
        <source>You have a map called %1 already: give this one another name, or start from that one to change it.</source>
        <translation>Sie haben schon eine Farbtabelle %1: geben Sie dieser einen anderen Namen, oder gehen Sie von jener aus, um sie zu ändern.</translation>
    </message>
    <message>
        <source>colour map of %1</source>
        <translation>Farbtabelle von %1</translation>
    </message>
    <message>
        <source>%1 is saved, and in all lists of colour maps.</source>
        <translation>%1 ist gespeichert und in allen Listen.</translation>
    </message>
    <message>
        <source>my %1</source>
        <translation>mein %1</translation>
    </message>
    <message>
        <source>my %1 %2</source>
        <translation>mein %1 %2</translation>
    </message>
</context>
<context>
    <name>insula::ColourStops</name>
    <message>
        <source>Points of the colour map</source>
        <translation>Punkte der Farbtabelle</translation>
    </message>
    <message>
        <source>Point %1 of %2 at %3, colour %4</source>
        <translation>Punkt %1 von %2 bei %3, Farbe %4</translation>
    </message>
    <message>
        <source>A click adds a point; Left and Right move the selected one, Up and Down select</source>
        <translation>Ein Klick fügt einen Punkt hinzu; Links und Rechts verschieben den gewählten, Auf und Ab wählen</translation>
    </message>
    <message>
        <source>At %1: drag to move, far below to remove; double click for its colour</source>
        <translation>Bei %1: ziehen verschiebt, weit nach unten entfernt; Doppelklick für die Farbe</translation>
    </message>
</context>
<context>
    <name>insula::CommandPalette</name>
    <message>
        <source>Type a few letters of any command, step, layer or recent file</source>
        <translation>Einige Buchstaben eines Befehls, Schritts, einer Ebene oder Datei</translation>
    </message>
    <message>
        <source>Find any command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>insula::CourseList</name>
    <message>
        <source>Courses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour...</source>
        <translation type="unfinished">Farbe...</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Entfernen</translation>
    </message>
    <message>
        <source>Remove this course</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::CrosshairStatus</name>
    <message>
        <source>At the crosshair</source>
        <translation>Am Fadenkreuz</translation>
    </message>
    <message>
        <source>x %1  y %2  z %3 mm</source>
        <translation>x %1  y %2  z %3 mm</translation>
    </message>
    <message>
        <source>   |   voxel %1 %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::FrameBar</name>
    <message>
        <source>Play the run (Space)</source>
        <translation>Lauf abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Frame number, from 1</source>
        <translation>Bildnummer, ab 1</translation>
    </message>
    <message>
        <source> /s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>zu Bild gehen</translation>
    </message>
    <message>
        <source>of %1, %2 s</source>
        <translation>von %1, %2 s</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Drag to make the plot higher or lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First frame (&lt;)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame back (,)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame on (.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last frame (&gt;)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back and forth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens at the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::JobQueue</name>
    <message>
        <source>Cannot start &apos;%1&apos;: is Insula installed completely?</source>
        <translation>„%1“ lässt sich nicht starten: Ist Insula vollständig installiert?</translation>
    </message>
</context>
<context>
    <name>insula::JobsPanel</name>
    <message>
        <source>done in %1 s: %2</source>
        <translation>fertig in %1 s: %2</translation>
    </message>
    <message>
        <source>%1. Look at it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>cancelled; nothing was kept</source>
        <translation>abgebrochen; nichts blieb zurück</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Protokoll von %1</translation>
    </message>
    <message>
        <source>No jobs yet. Choose a step in the Process menu.</source>
        <translation>Noch keine Aufträge. Wählen Sie einen Schritt im Menü „Verarbeiten“.</translation>
    </message>
    <message>
        <source>done in %1 s: %2 steps done, %3 reused</source>
        <translation>fertig in %1 s: %2 Schritte gemacht, %3 übernommen</translation>
    </message>
    <message>
        <source>cancelled; the steps that were done are kept</source>
        <translation>abgebrochen; fertige Schritte bleiben</translation>
    </message>
</context>
<context>
    <name>insula::LabelEditing</name>
    <message>
        <source>%1 was closed with edits that are not saved. They are kept until the window closes; Undo brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new label map %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show %1 as labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do for &quot;%1&quot;: no voxel may change. Look at the locks and at what may be painted over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add label %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recover %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1 and its table of names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation type="unfinished">%1 wird gespeichert</translation>
    </message>
    <message>
        <source>Keeping a copy of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::LabelsPanel</name>
    <message>
        <source>Open an image first, then draw labels on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was there before you began to edit. Its old contents will be gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation type="unfinished">Speichern unter ...</translation>
    </message>
    <message>
        <source>Label maps (*.nii.gz *.nii)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation type="unfinished">Farbe von %1</translation>
    </message>
    <message>
        <source>colour of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No label map is being edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;, not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden; click to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown; click to hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked: no edit changes it; click to unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to lock: no edit changes it then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paints the active label (P); Shift erases; - and = change the size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes labels away (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills an outline (Shift+P): click its corners or draw it, and close it with Enter or a double click; Shift erases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills what hangs together with the voxel that you click (G); Shift erases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the label that you click the active one (I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter of the brush; keys - and =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush size in mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"> mm</translation>
    </message>
    <message>
        <source>3D</source>
        <translation type="unfinished">3D</translation>
    </message>
    <message>
        <source>In 3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The brush is a ball, and fills go through all slices; otherwise both stay on the slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What painting may replace; locked labels stay in any case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint only where the image is in a range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush and polygon paint only where the image&apos;s value is in this range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest value that is painted or filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest value that is painted or filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image of the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image whose values the range is of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the fill tool goes from where you click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values in the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished">Größe</translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished">bis</translation>
    </message>
    <message>
        <source>of image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished">Nr.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished">Hinzufügen</translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new label with the first free number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour...</source>
        <translation type="unfinished">Farbe...</translation>
    </message>
    <message>
        <source>Colour of the active label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the active label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the label out of the list and all its voxels off the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the active label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done to all of the active label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow by the amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink by the amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth by the amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill between slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to the next slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to the previous slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the largest piece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace with another...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far to grow, shrink or smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mm</source>
        <translation type="unfinished">mm</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation type="unfinished">Voxel</translation>
    </message>
    <message>
        <source>3D view follows each edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surfaces of large maps take seconds; otherwise &quot;Update the 3D view&quot; in the Labels menu does it once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New label map on this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the selected label map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the label map and its table of names</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n voxel(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grow %1 by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shrink %1 by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smooth %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fill %1 between slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy %1 to the %2 slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep the largest piece of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of %1 becomes:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replace %1 with %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::LayerBlending</name>
    <message>
        <source>No opacity up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full opacity from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Darüber</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Addiert</translation>
    </message>
    <message>
        <source>Multiplied</source>
        <translation>Multipliziert</translation>
    </message>
    <message>
        <source>Brighter of the two</source>
        <translation>Das hellere</translation>
    </message>
    <message>
        <source>Blend with the layers below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of negative values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity from the values of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faint where another map is weak: effects coloured here, as opaque as their t values there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Opacity from</source>
        <translation>Deckkraft von</translation>
    </message>
    <message>
        <source>none / full at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negative colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opacity from another layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>the slider alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::LayerControls</name>
    <message>
        <source>Window low</source>
        <translation>Fenster unten</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation>Fenster oben</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation>Schwelle unten</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation>Schwelle oben</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>Zweiseitig</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Faint outside</source>
        <translation>Außerhalb blass</translation>
    </message>
    <message>
        <source>Outline only</source>
        <translation>Nur Umriss</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Farbtabelle</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Nächster Nachbar</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>Kubisch</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation type="unfinished">Der Betrag zählt; negative Werte bekommen die kalten Farben</translation>
    </message>
    <message>
        <source>Draws what the threshold leaves out faintly instead of not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation>Farbtabelle</translation>
    </message>
    <message>
        <source>interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation type="unfinished">umgekehrte Farben</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation type="unfinished">zweiseitige Farben</translation>
    </message>
    <message>
        <source>faint outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>border</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Blending, opacity from another layer, colours of negative values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Between voxels</source>
        <translation>Zwischen Voxeln</translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>Rand (mm)</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>The window that suits this image: 2nd to 98th percentile of what is not background; other windows in the menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation>Automatisches Fenster</translation>
    </message>
    <message>
        <source>automatic window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Ganzer Bereich</translation>
    </message>
    <message>
        <source>whole range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 von %2</translation>
    </message>
</context>
<context>
    <name>insula::LayersPanel</name>
    <message>
        <source>%1
%2 x %3 x %4 voxels of %5 x %6 x %7 mm, %8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 frames, TR %2 s</source>
        <translation>, %1 Bilder, TR %2 s</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>Ebene nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>Ebene nach unten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the layer</source>
        <translation>Ebene schließen</translation>
    </message>
    <message>
        <source>Layers, topmost first</source>
        <translation>Ebenen, die oberste zuerst</translation>
    </message>
    <message>
        <source>%1  [other grid]</source>
        <translation>%1  [anderes Gitter]</translation>
    </message>
    <message>
        <source>
Its grid differs from the bottom layer&apos;s; it is drawn through both affines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>%1 verbergen</translation>
    </message>
    <message>
        <source>move layer</source>
        <translation>Ebene verschieben</translation>
    </message>
</context>
<context>
    <name>insula::LookBox</name>
    <message>
        <source>Shown</source>
        <translation>Angezeigt</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Which side is which: L R A P S I, and slice positions</source>
        <translation>Welche Seite welche ist: L R A P S I, und die Lage der Schichten</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Fadenkreuz</translation>
    </message>
    <message>
        <source>Readout</source>
        <translation>Werteanzeige</translation>
    </message>
    <message>
        <source>Position and values at the crosshair</source>
        <translation>Ort und Werte am Fadenkreuz</translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation>Farbbalken</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Measurements, arrows, texts and regions</source>
        <translation>Messungen, Pfeile, Texte und Bereiche</translation>
    </message>
    <message>
        <source>Research-use notice</source>
        <translation>Hinweis „nur für die Forschung“</translation>
    </message>
    <message>
        <source>The strip with the notice and the left-right convention; without it both stay in the file&apos;s description</source>
        <translation>Der Streifen mit dem Hinweis und der Links-rechts-Konvention; ohne ihn stehen beide weiter in der Beschreibung der Datei</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>What is seen where there is no image</source>
        <translation>Was dort zu sehen ist, wo kein Bild ist</translation>
    </message>
    <message>
        <source>As on the screen</source>
        <translation>Wie auf dem Bildschirm</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Durchsichtig</translation>
    </message>
</context>
<context>
    <name>insula::MainWindow</name>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>Neurologisch</translation>
    </message>
    <message>
        <source>Which side of the patient is on the left of the picture; click or press R to change</source>
        <translation>Welche Seite des Patienten links im Bild ist; Klick oder R wechselt</translation>
    </message>
    <message>
        <source>Left-right convention</source>
        <translation>Links-rechts-Konvention</translation>
    </message>
    <message>
        <source>left-right convention</source>
        <translation>Links-rechts-Konvention</translation>
    </message>
    <message>
        <source>Open a folder of images or a DICOM series</source>
        <translation>Ordner mit Bildern oder DICOM-Serie öffnen</translation>
    </message>
    <message>
        <source>Open a project (NAME.insula)</source>
        <translation>Projekt öffnen (NAME.insula)</translation>
    </message>
    <message>
        <source>Choose &quot;Log&quot; at a job, or a run of the project.</source>
        <translation>Wählen Sie „Protokoll“ bei einem Auftrag oder einen Lauf des Projekts.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>(as opened)</source>
        <translation>(wie geöffnet)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Verarbeiten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumina</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Command: %1

%2</source>
        <translation>Befehl: %1

%2</translation>
    </message>
    <message>
        <source>Compare...</source>
        <translation>Vergleichen ...</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>Radiologisch</translation>
    </message>
    <message>
        <source>Insula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 - Insula</source>
        <translation>%1 - Insula</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>Projects (*.insula)</source>
        <translation>Projekte (*.insula)</translation>
    </message>
    <message>
        <source>Save the view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>Ansichten (*.json)</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Aufträge laufen</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Stop them and quit?</source>
        <translation>
            <numerusform>%n Auftrag läuft noch. Anhalten und beenden?</numerusform>
            <numerusform>%n Aufträge laufen noch. Anhalten und beenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Only files on this machine can be opened; download them first.</source>
        <translation>Nur Dateien auf diesem Rechner lassen sich öffnen; laden Sie sie zuerst herunter.</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Farbschema</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Dunkles Farbschema</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The &amp;system&apos;s language</source>
        <translation>Sprache des &amp;Systems</translation>
    </message>
    <message>
        <source>Insula speaks it from the next start on.</source>
        <translation>Ab dem nächsten Start spricht Insula diese Sprache.</translation>
    </message>
    <message>
        <source>straighten slices</source>
        <translation>Schnitte gerade richten</translation>
    </message>
    <message>
        <source>Flicker shows and hides the selected layer over another one: open a second image first.</source>
        <translation>Blinken zeigt und verbirgt die gewählte Ebene über einer anderen: Öffnen Sie zuerst ein zweites Bild.</translation>
    </message>
    <message>
        <source>show layer</source>
        <translation>Ebene zeigen</translation>
    </message>
    <message>
        <source>hide layer</source>
        <translation>Ebene verbergen</translation>
    </message>
    <message>
        <source>The slices are turned (Ctrl+drag in a slice turns them); click to straighten them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oblique %1°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale &amp;bar</source>
        <translation>&amp;Maßstab</translation>
    </message>
    <message>
        <source>Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fl&amp;icker the layer</source>
        <translation>Ebene b&amp;linken lassen</translation>
    </message>
    <message>
        <source>H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices along the scan&apos;s &amp;own axes</source>
        <translation>Schnitte entlang der &amp;eigenen Achsen der Aufnahme</translation>
    </message>
    <message>
        <source>slices along the scan&apos;s axes</source>
        <translation>Schnitte entlang der Achsen der Aufnahme</translation>
    </message>
    <message>
        <source>S&amp;traighten the slices</source>
        <translation>Schnitte &amp;gerade richten</translation>
    </message>
    <message>
        <source>Shift+Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese (needs a font: fonts-noto-cjk)</source>
        <translation>Chinesisch (braucht eine Schrift: fonts-noto-cjk)</translation>
    </message>
    <message>
        <source>3D preset</source>
        <translation>3D-Voreinstellung</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>&amp;3D</translation>
    </message>
    <message>
        <source>&amp;Settings in the 3D view</source>
        <translation>&amp;Einstellungen in der 3D-Ansicht</translation>
    </message>
    <message>
        <source>T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layout four views</source>
        <translation>Anordnung vier Ansichten</translation>
    </message>
    <message>
        <source>&amp;Cut away at the crosshair</source>
        <translation>Am Fadenkreuz &amp;aufschneiden</translation>
    </message>
    <message>
        <source>C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut-away</source>
        <translation>Aufschnitt</translation>
    </message>
    <message>
        <source>&amp;Reset the 3D view</source>
        <translation>3D-Ansicht &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>reset of the 3D view</source>
        <translation>3D-Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished">Notizen</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Lineal</translation>
    </message>
    <message>
        <source>M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>&amp;Winkel</translation>
    </message>
    <message>
        <source>Shift+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;ctangle with statistics</source>
        <translation>&amp;Rechteck mit Statistik</translation>
    </message>
    <message>
        <source>Shift+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ellipse with statistics</source>
        <translation>&amp;Ellipse mit Statistik</translation>
    </message>
    <message>
        <source>Shift+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text note</source>
        <translation>&amp;Textnotiz</translation>
    </message>
    <message>
        <source>Shift+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arro&amp;w note</source>
        <translation>&amp;Pfeilnotiz</translation>
    </message>
    <message>
        <source>Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Select and move notes</source>
        <translation>Notizen &amp;auswählen und verschieben</translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the note</source>
        <translation>Notiz &amp;löschen</translation>
    </message>
    <message>
        <source>Unsaved labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not saved is lost when the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, last changed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved labels were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ended before these labels were saved. Open the copies that it kept?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">Öffnen</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions</source>
        <translation type="unfinished">Regionen</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Labels</translation>
    </message>
    <message>
        <source>&amp;New label map on this image</source>
        <translation>&amp;Neue Labelkarte auf diesem Bild</translation>
    </message>
    <message>
        <source>&amp;Edit this label map</source>
        <translation>Diese Labelkarte &amp;bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Save labels</source>
        <translation>Labels &amp;speichern</translation>
    </message>
    <message>
        <source>Ctrl+Alt+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save labels &amp;as...</source>
        <translation>Labels speichern &amp;unter...</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>Pol&amp;ygon</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>&amp;Füllen</translation>
    </message>
    <message>
        <source>P&amp;ick a label</source>
        <translation>Label &amp;aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Grow the label</source>
        <translation>Label &amp;vergrößern</translation>
    </message>
    <message>
        <source>S&amp;hrink the label</source>
        <translation>Label ver&amp;kleinern</translation>
    </message>
    <message>
        <source>S&amp;mooth the label</source>
        <translation>Label &amp;glätten</translation>
    </message>
    <message>
        <source>Fill bet&amp;ween slices</source>
        <translation>&amp;Zwischen Schichten füllen</translation>
    </message>
    <message>
        <source>Copy the label to the ne&amp;xt slice</source>
        <translation>Label in die nä&amp;chste Schicht kopieren</translation>
    </message>
    <message>
        <source>Copy the label to the pre&amp;vious slice</source>
        <translation>Label in die v&amp;orige Schicht kopieren</translation>
    </message>
    <message>
        <source>Keep the &amp;largest piece</source>
        <translation>Nur das größte &amp;Stück behalten</translation>
    </message>
    <message>
        <source>Replace the label...</source>
        <translation>Label ersetzen...</translation>
    </message>
    <message>
        <source>&amp;Update the 3D view</source>
        <translation>3D-Ansicht &amp;aktualisieren</translation>
    </message>
    <message>
        <source>Measure regi&amp;ons</source>
        <translation>Regi&amp;onen messen</translation>
    </message>
    <message>
        <source>Colour &amp;map editor...</source>
        <translation>&amp;Farbtabellen-Editor...</translation>
    </message>
    <message>
        <source>Save layer as</source>
        <translation>Ebene speichern unter</translation>
    </message>
    <message>
        <source>NIfTI images (*.nii.gz *.nii)</source>
        <translation>NIfTI-Bilder (*.nii.gz *.nii)</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message>
        <source>save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Save la&amp;yer as...</source>
        <translation>&amp;Ebene speichern unter...</translation>
    </message>
    <message>
        <source>Images (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Surfaces and streamlines (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Saved views (*.json);;All files (*)</source>
        <translation>Bilder (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Oberflächen und Faserbahnen (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Gespeicherte Ansichten (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Surfaces</source>
        <translation>&amp;Oberflächen</translation>
    </message>
    <message>
        <source>Copying the picture</source>
        <translation>Bild wird kopiert</translation>
    </message>
    <message>
        <source>Copied a picture of %1 × %2 pixels.</source>
        <translation>Ein Bild von %1 × %2 Pixeln wurde kopiert.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;TIFF picture (*.tif *.tiff)</source>
        <translation>PNG-Bild (*.png);;TIFF-Bild (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>Bild wird gespeichert</translation>
    </message>
    <message>
        <source>Saved %1: %2 × %3 pixels.</source>
        <translation>%1 gespeichert: %2 × %3 Pixel.</translation>
    </message>
    <message>
        <source>Save the film&apos;s pictures in a new folder</source>
        <translation>Die Bilder des Films in einem neuen Ordner speichern</translation>
    </message>
    <message>
        <source>New folder (*)</source>
        <translation>Neuer Ordner (*)</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>Den Film speichern</translation>
    </message>
    <message>
        <source>MP4 film (*.mp4)</source>
        <translation>MP4-Film (*.mp4)</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>Animiertes GIF (*.gif)</translation>
    </message>
    <message>
        <source>Saving the film</source>
        <translation>Film wird gespeichert</translation>
    </message>
    <message>
        <source>Saved the film %1.</source>
        <translation>Der Film %1 wurde gespeichert.</translation>
    </message>
    <message>
        <source>Save pi&amp;cture...</source>
        <translation>&amp;Bild speichern ...</translation>
    </message>
    <message>
        <source>Save &amp;movie...</source>
        <translation>Fil&amp;m speichern ...</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Puts a picture on the clipboard, as it was chosen in &quot;Save picture...&quot;</source>
        <translation>Legt ein Bild in die Zwischenablage, so wie es in „Bild speichern ...“ gewählt war</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before and after</source>
        <translation>vorher und nachher</translation>
    </message>
</context>
<context>
    <name>insula::MeshControls</name>
    <message>
        <source>Opacity</source>
        <translation type="unfinished">Deckkraft</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation type="unfinished">Wählen ...</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Outline on the slices</source>
        <translation>Umriss auf den Schnitten</translation>
    </message>
    <message>
        <source>Colour of the outline</source>
        <translation>Farbe des Umrisses</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Which of the file&apos;s maps is shown</source>
        <translation>Welche Karte der Datei gezeigt wird</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation type="unfinished">Farbtabelle</translation>
    </message>
    <message>
        <source>Window low</source>
        <translation type="unfinished">Fenster unten</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation type="unfinished">Fenster oben</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation type="unfinished">Schwelle unten</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation type="unfinished">Schwelle oben</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished">Schwelle</translation>
    </message>
    <message>
        <source>Only values between these two are painted</source>
        <translation>Nur Werte zwischen diesen beiden werden gemalt</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation type="unfinished">Zweiseitig</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation>Der Betrag zählt; negative Werte bekommen die kalten Farben</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation type="unfinished">Umgekehrt</translation>
    </message>
    <message>
        <source>Colours run backwards</source>
        <translation>Die Farben laufen rückwärts</translation>
    </message>
    <message>
        <source>Both hemispheres alike</source>
        <translation>Beide Hirnhälften gleich</translation>
    </message>
    <message>
        <source>What is changed here also changes the map of that name on the other hemisphere</source>
        <translation>Was hier geändert wird, ändert auch die Karte dieses Namens auf der anderen Hirnhälfte</translation>
    </message>
    <message>
        <source>Colouring</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>By direction: left-right is red, front-back green, up-down blue</source>
        <translation>Nach Richtung: links-rechts ist rot, vorn-hinten grün, oben-unten blau</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>Linienbreite</translation>
    </message>
    <message>
        <source>Streamlines shown</source>
        <translation>Gezeigte Faserbahnen</translation>
    </message>
    <message>
        <source>So many of the streamlines are drawn, evenly chosen from the file</source>
        <translation>So viele der Bahnen werden gezeichnet, gleichmäßig aus der Datei gewählt</translation>
    </message>
    <message>
        <source>outline</source>
        <translation type="unfinished">Umriss</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished">Farben</translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished">Fenster</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation type="unfinished">Farbtabelle</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished">Schwelle</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation>zweiseitige Farben</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation>umgekehrte Farben</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Nach Richtung</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Eine Farbe</translation>
    </message>
    <message>
        <source>Streamlines</source>
        <translation>Faserbahnen</translation>
    </message>
    <message>
        <source>colouring</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>line width</source>
        <translation>Linienbreite</translation>
    </message>
    <message>
        <source>number of streamlines</source>
        <translation>Zahl der Faserbahnen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation type="unfinished">Deckkraft</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Map %1</source>
        <translation>Karte %1</translation>
    </message>
    <message>
        <source> of %L1</source>
        <translation> von %L1</translation>
    </message>
</context>
<context>
    <name>insula::MeshPanel</name>
    <message>
        <source>Surfaces and tracts</source>
        <translation>Oberflächen und Bahnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open surfaces and streamlines</source>
        <translation>Oberflächen und Faserbahnen öffnen</translation>
    </message>
    <message>
        <source>Surfaces and streamlines (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</source>
        <translation>Oberflächen und Faserbahnen (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</translation>
    </message>
    <message>
        <source>Values to paint on %1</source>
        <translation>Werte für %1</translation>
    </message>
    <message>
        <source>&amp;Open surfaces and streamlines...</source>
        <translation>Oberflächen und Faserbahnen &amp;öffnen...</translation>
    </message>
    <message>
        <source>Add o&amp;verlay...</source>
        <translation>O&amp;verlay hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Close the chosen surface, map or streamlines</source>
        <translation>Gewählte Oberfläche, Karte oder Bahnen s&amp;chließen</translation>
    </message>
    <message>
        <source>Surfaces and tracts &amp;panel</source>
        <translation>Oberflächen und &amp;Bahnen</translation>
    </message>
    <message>
        <source>%1
%2 vertices, %3 triangles (%4)</source>
        <translation>%1
%2 Knoten, %3 Dreiecke (%4)</translation>
    </message>
    <message numerus="yes">
        <source>%1
%2 vertices, %n map(s)</source>
        <translation>
            <numerusform>%1
%2 Knoten, %n Karte</numerusform>
            <numerusform>%1
%2 Knoten, %n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
%2 streamlines, %3 points (%4)</source>
        <translation>%1
%2 Faserbahnen, %3 Punkte (%4)</translation>
    </message>
    <message>
        <source>No surface is open. Open one (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) or streamlines (TCK, TRK, TRX), or drop the files on the window.</source>
        <translation>Keine Oberfläche ist offen. Öffnen Sie eine (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) oder Faserbahnen (TCK, TRK, TRX), oder ziehen Sie die Dateien auf das Fenster.</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>Öffnen...</translation>
    </message>
    <message>
        <source>Open surfaces, values on them or streamlines</source>
        <translation>Oberflächen, Werte darauf oder Faserbahnen öffnen</translation>
    </message>
    <message>
        <source>Add overlay...</source>
        <translation>Overlay hinzufügen...</translation>
    </message>
    <message>
        <source>Paint values of a file on the chosen surface: GIFTI func, shape or label, FreeSurfer curv, sulc, thickness or annot</source>
        <translation>Malt Werte einer Datei auf die gewählte Oberfläche: GIFTI func, shape oder label, FreeSurfer curv, sulc, thickness oder annot</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">Schließen</translation>
    </message>
    <message>
        <source>Close what is chosen (Delete)</source>
        <translation>Gewähltes schließen (Entf)</translation>
    </message>
    <message>
        <source>Surfaces, maps on them, and streamlines</source>
        <translation>Oberflächen, Karten darauf und Faserbahnen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schnitte</translation>
    </message>
    <message>
        <source>Volume, faintly</source>
        <translation>Volumen, schwach</translation>
    </message>
    <message>
        <source>Image in 3D</source>
        <translation>Bild in 3D</translation>
    </message>
    <message>
        <source>What the 3D view shows of the image beside them; the volume is slow without a graphics card</source>
        <translation>Was die 3D-Ansicht neben ihnen vom Bild zeigt; das Volumen ist ohne Grafikkarte langsam</translation>
    </message>
    <message>
        <source>image beside surfaces</source>
        <translation>Bild neben Oberflächen</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation type="unfinished">%1 zeigen</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation type="unfinished">%1 verbergen</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation type="unfinished">%1 schließen</translation>
    </message>
    <message>
        <source>Values at vertices (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</source>
        <translation>Werte an Knoten (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</translation>
    </message>
</context>
<context>
    <name>insula::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Shows all that is known about this message</source>
        <translation>Zeigt alles, was über diese Meldung bekannt ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>Einzelheiten der Meldung</translation>
    </message>
</context>
<context>
    <name>insula::MissingFilesDialog</name>
    <message>
        <source>&amp;Locate...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>These files are missing</source>
        <translation>Diese Dateien fehlen</translation>
    </message>
    <message>
        <source>The view %1 shows files that are not where they were. Locate one of them: the others are looked for beside it, by their names and by what is in them.</source>
        <translation>Die Ansicht %1 zeigt Dateien, die nicht mehr an ihrem Ort sind. Suchen Sie eine davon: die anderen werden daneben gesucht, nach Namen und Inhalt.</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>Fehlende Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Was in</source>
        <translation>War in</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Says where the selected file is now (Return)</source>
        <translation>Sagt, wo die gewählte Datei jetzt ist (Eingabetaste)</translation>
    </message>
    <message>
        <source>Opens the view without the selected file (Delete)</source>
        <translation>Öffnet die Ansicht ohne die gewählte Datei (Entf)</translation>
    </message>
    <message>
        <source>&amp;Open the view</source>
        <translation>Ansicht ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>The file (%1);;All files (*)</source>
        <translation>Die Datei (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Wird gesucht...</translation>
    </message>
    <message>
        <source>Looking for the files of the view</source>
        <translation>Dateien der Ansicht werden gesucht</translation>
    </message>
    <message>
        <source>%1 (has changed since)</source>
        <translation>%1 (seither geändert)</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Do not &amp;skip</source>
        <translation>&amp;Nicht überspringen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left: locate or skip</source>
        <translation>
            <numerusform>Noch %n Datei: suchen oder überspringen</numerusform>
            <numerusform>Noch %n Dateien: suchen oder überspringen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::NotesPanel</name>
    <message>
        <source>Nothing is measured yet. Take a tool from the Measure menu and draw in a slice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour...</source>
        <translation type="unfinished">Farbe...</translation>
    </message>
    <message>
        <source>Colour of the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all notes as JSON or as a table (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the notes of a JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished">Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished">Schrift</translation>
    </message>
    <message>
        <source>Export notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes (*.json);;Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation type="unfinished">zu %1 gehen</translation>
    </message>
    <message>
        <source>colour of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the notes are kept</source>
        <translation>Wo die Notizen aufbewahrt werden</translation>
    </message>
</context>
<context>
    <name>insula::OrientationDoctor</name>
    <message>
        <source>The header says two things: by its sform the axes run %1, by its qform %2. The sform is shown; left and right may be swapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header says two things: its sform and qform put voxels up to %1 mm apart. The sform is shown.</source>
        <translation>Der Dateikopf sagt zweierlei: sform und qform legen Voxel bis zu %1 mm auseinander. Gezeigt wird die sform.</translation>
    </message>
    <message>
        <source>Which way round?</source>
        <translation>Wie herum?</translation>
    </message>
    <message>
        <source>Only the scanner&apos;s own files or a landmark can tell which is right: compare with the DICOM series, a vitamin capsule, or a known lesion. The copy has one form only; this file stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image as its %1 reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a copy with the %1 only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the %1 reads: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::PageView</name>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser was found; the page is %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::PicturePreview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Drawing...</source>
        <translation>Wird gezeichnet ...</translation>
    </message>
</context>
<context>
    <name>insula::PipelineNodeForm</name>
    <message>
        <source>the subject&apos;s %1</source>
        <translation>%1 des Probanden</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>Leave out when an input is not there</source>
        <translation>Auslassen, wenn eine Eingabe fehlt</translation>
    </message>
    <message>
        <source>Where %1 comes from: a step above, the subject&apos;s files, or a file</source>
        <translation>Woher %1 kommt: aus einem Schritt darüber, den Dateien des Probanden oder einer Datei</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>(wählen)</translation>
    </message>
    <message>
        <source>, else </source>
        <translation>, sonst </translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Datei...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>Datei für %1 wählen</translation>
    </message>
</context>
<context>
    <name>insula::PipelinePanel</name>
    <message>
        <source>Pipelines</source>
        <translation>Abläufe</translation>
    </message>
    <message>
        <source>Pipe&amp;lines</source>
        <translation>Ab&amp;läufe</translation>
    </message>
    <message>
        <source>Pipeline: %1</source>
        <translation>Ablauf: %1</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Steps of the pipeline</source>
        <translation>Schritte des Ablaufs</translation>
    </message>
    <message>
        <source>Double click opens the results of a step</source>
        <translation>Doppelklick öffnet die Ergebnisse eines Schritts</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a step after the selected one</source>
        <translation>Schritt nach dem gewählten hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected step (Delete)</source>
        <translation>Gewählten Schritt entfernen (Entf)</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hinauf</translation>
    </message>
    <message>
        <source>Move the selected step up (Alt+Up)</source>
        <translation>Gewählten Schritt hinauf (Alt+Auf)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Hinunter</translation>
    </message>
    <message>
        <source>Move the selected step down (Alt+Down)</source>
        <translation>Gewählten Schritt hinunter (Alt+Ab)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>New, save, go back</source>
        <translation>Neu, sichern, zurück</translation>
    </message>
    <message>
        <source>&amp;New pipeline</source>
        <translation>&amp;Neuer Ablauf</translation>
    </message>
    <message>
        <source>&amp;Save as...</source>
        <translation>&amp;Sichern als...</translation>
    </message>
    <message>
        <source>&amp;Take back all changes</source>
        <translation>&amp;Alle Änderungen zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Delete this pipeline</source>
        <translation>Diesen Ablauf &amp;löschen</translation>
    </message>
    <message>
        <source> (mine)</source>
        <translation> (meiner)</translation>
    </message>
    <message>
        <source> (project)</source>
        <translation> (Projekt)</translation>
    </message>
    <message>
        <source>no pipelines</source>
        <translation>keine Abläufe</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gesichert</translation>
    </message>
    <message>
        <source>to correct</source>
        <translation>zu berichtigen</translation>
    </message>
    <message>
        <source>Add a step.</source>
        <translation>Fügen Sie einen Schritt hinzu.</translation>
    </message>
    <message>
        <source>Step %1: %2.</source>
        <translation>Schritt %1: %2.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done, %1 s</source>
        <translation>fertig, %1 s</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht ausgeführt</translation>
    </message>
    <message>
        <source>%1: waiting for other jobs</source>
        <translation>%1: wartet auf andere Aufträge</translation>
    </message>
    <message>
        <source>%1: running</source>
        <translation>%1: läuft</translation>
    </message>
    <message>
        <source>%1: running, %2 %</source>
        <translation>%1: läuft, %2 %</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: fertig</translation>
    </message>
    <message>
        <source>%1: cancelled; the steps that were done are kept</source>
        <translation>%1: abgebrochen; fertige Schritte bleiben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Delete pipeline</source>
        <translation>Ablauf löschen</translation>
    </message>
    <message>
        <source>Delete the pipeline %1? Its results stay.</source>
        <translation>Den Ablauf %1 löschen? Seine Ergebnisse bleiben.</translation>
    </message>
    <message>
        <source>Looking for what is done already</source>
        <translation>Suche, was schon fertig ist</translation>
    </message>
    <message>
        <source>done already</source>
        <translation>schon fertig</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
    <message>
        <source>%1: everything is done already</source>
        <translation>%1: alles ist schon fertig</translation>
    </message>
    <message>
        <source>%1: %2 of %3 steps to do</source>
        <translation>%1: %2 von %3 Schritten zu tun</translation>
    </message>
    <message>
        <source>%1 (the first of %2 runs)</source>
        <translation>%1 (die erste von %2 Messungen)</translation>
    </message>
    <message>
        <source>Throw away the changes to this pipeline?</source>
        <translation>Die Änderungen an diesem Ablauf verwerfen?</translation>
    </message>
</context>
<context>
    <name>insula::PipelineRunBox</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Probanden</translation>
    </message>
    <message>
        <source>This subject</source>
        <translation>Dieser Proband</translation>
    </message>
    <message>
        <source>Chosen subjects</source>
        <translation>Gewählte Probanden</translation>
    </message>
    <message>
        <source>All subjects</source>
        <translation>Alle Probanden</translation>
    </message>
    <message>
        <source>Subjects to choose from</source>
        <translation>Probanden zur Wahl</translation>
    </message>
    <message>
        <source>A job for each subject; steps that are done already are not done again</source>
        <translation>Ein Auftrag für jeden Probanden; was schon fertig ist, wird nicht noch einmal gemacht</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Datei...</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Datei wählen: %1</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>Ordner...</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>Ordner wählen: %1</translation>
    </message>
    <message>
        <source>This subject (%1)</source>
        <translation>Dieser Proband (%1)</translation>
    </message>
    <message>
        <source>All subjects (%1)</source>
        <translation>Alle Probanden (%1)</translation>
    </message>
    <message>
        <source>Open a project with subjects: pipelines keep their results there.</source>
        <translation>Öffnen Sie ein Projekt mit Probanden: dort bleiben die Ergebnisse der Abläufe.</translation>
    </message>
    <message>
        <source>Tick the subjects.</source>
        <translation>Kreuzen Sie Probanden an.</translation>
    </message>
    <message>
        <source>Run (%1)</source>
        <translation>Ausführen (%1)</translation>
    </message>
</context>
<context>
    <name>insula::PipelineSaveDialog</name>
    <message>
        <source>In the project</source>
        <translation>Im Projekt</translation>
    </message>
    <message>
        <source>For me, in all projects</source>
        <translation>Für mich, in allen Projekten</translation>
    </message>
    <message>
        <source>Save pipeline</source>
        <translation>Ablauf sichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Write a name with letters or digits.</source>
        <translation>Schreiben Sie einen Namen aus Buchstaben oder Ziffern.</translation>
    </message>
    <message>
        <source>Replaces %1</source>
        <translation>Ersetzt %1</translation>
    </message>
    <message>
        <source>Becomes %1</source>
        <translation>Wird %1</translation>
    </message>
</context>
<context>
    <name>insula::ProcessPanel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile liegt in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>insula::ProjectNotes</name>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>The notes are not saved in the project: %1</source>
        <translation>Die Notizen sind nicht im Projekt gespeichert: %1</translation>
    </message>
    <message>
        <source>Not in a project: export the notes or save the view to keep them.</source>
        <translation>In keinem Projekt: exportieren Sie die Notizen oder speichern Sie die Ansicht, um sie zu behalten.</translation>
    </message>
    <message>
        <source>The project can only be read: export the notes to keep new ones.</source>
        <translation>Das Projekt kann nur gelesen werden: exportieren Sie neue Notizen, um sie zu behalten.</translation>
    </message>
    <message>
        <source>Kept in the project %1.</source>
        <translation>Im Projekt %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>%1 does not belong to the project: add it, or export its notes to keep them.</source>
        <translation>%1 gehört nicht zum Projekt: fügen Sie es hinzu, oder exportieren Sie seine Notizen.</translation>
    </message>
</context>
<context>
    <name>insula::ProjectPanel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Proband</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Höchster Speicherbedarf</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Insula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>No project is open.

A project keeps results and how they were made. Make or open one in the File menu.</source>
        <translation>Kein Projekt ist offen.

Ein Projekt bewahrt Ergebnisse und ihre Entstehung. Legen Sie eines im Menü „Datei“ an, oder öffnen Sie eines.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>  (missing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  (stale)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Made by run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Stale: an input of its run changed or is missing since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no images yet: open some, then File &gt; Add open images)</source>
        <translation>(noch keine Bilder: öffnen Sie welche, dann Datei &gt; Offene Bilder hinzufügen)</translation>
    </message>
    <message>
        <source>Runs (%1)</source>
        <translation>Läufe (%1)</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>How was this made?</source>
        <translation>Wie ist das entstanden?</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal ausführen</translation>
    </message>
</context>
<context>
    <name>insula::RegionsPanel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Kopieren</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label map to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image whose values are measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only regions whose name has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name or number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the table as tab-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves the table as tab- or comma-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions</source>
        <translation type="unfinished">Regionen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished">Nr.</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation type="unfinished">Voxel</translation>
    </message>
    <message>
        <source>ml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the label map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the sample (n - 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of regions is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation type="unfinished">zu %1 gehen</translation>
    </message>
    <message>
        <source>(no image)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a label map, or draw one, to measure its regions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes on the grid of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of %1 on its own grid, %2 x %3 x %4, which is that of the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of %1 on its own grid, %2 x %3 x %4; each voxel has the label at its centre. Sizes: grid of %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click: the crosshair goes there</source>
        <translation type="unfinished">Klick: Das Fadenkreuz geht dorthin</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved the table of regions as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table of regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab-separated (*.tsv);;Comma-separated (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the selected region</source>
        <translation>Setzt das Fadenkreuz in die Mitte der gewählten Region</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>Kein Voxel gehört zur Region %1.</translation>
    </message>
</context>
<context>
    <name>insula::SaveMovieDialog</name>
    <message>
        <source>What moves</source>
        <translation>Was sich bewegt</translation>
    </message>
    <message>
        <source>The 3D view turns</source>
        <translation>Die 3D-Ansicht dreht sich</translation>
    </message>
    <message>
        <source>Through the slices</source>
        <translation>Durch die Schichten</translation>
    </message>
    <message>
        <source>The frames of the run</source>
        <translation>Die Zeitpunkte des Laufs</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>Around the head (S axis)</source>
        <translation>Um den Kopf (S-Achse)</translation>
    </message>
    <message>
        <source>Up and down, and back</source>
        <translation>Auf und ab und zurück</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Sagittal, left to right</source>
        <translation>Sagittal, von links nach rechts</translation>
    </message>
    <message>
        <source>Coronal, back to front</source>
        <translation>Koronal, von hinten nach vorn</translation>
    </message>
    <message>
        <source>Axial, bottom to top</source>
        <translation>Axial, von unten nach oben</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>MP4 (H.264)</source>
        <translation>MP4 (H.264)</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>Animiertes GIF</translation>
    </message>
    <message>
        <source>PNG pictures in a folder</source>
        <translation>PNG-Bilder in einem Ordner</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>Save movie</source>
        <translation>Film speichern</translation>
    </message>
    <message>
        <source>Picture of the preview</source>
        <translation>Bild der Vorschau</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Speichern ...</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erster Zeitpunkt</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letzter Zeitpunkt</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Along the plane&apos;s normal, from the origin: mm to the right, to the front or up</source>
        <translation>Entlang der Normalen der Ebene, vom Ursprung: mm nach rechts, nach vorn oder nach oben</translation>
    </message>
    <message>
        <source>Goes the same way back to where it began, so that it can be repeated without a jump</source>
        <translation>Geht denselben Weg zum Anfang zurück, damit er sich ohne Sprung wiederholen lässt</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>&amp;Bewegung</translation>
    </message>
    <message>
        <source>&amp;Axis</source>
        <translation>&amp;Achse</translation>
    </message>
    <message>
        <source>An&amp;gle</source>
        <translation>&amp;Winkel</translation>
    </message>
    <message>
        <source>&amp;Plane</source>
        <translation>&amp;Ebene</translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation>Be&amp;reich</translation>
    </message>
    <message>
        <source>F&amp;rames</source>
        <translation>&amp;Zeitpunkte</translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation>&amp;Dauer</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronal</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Vier Ansichten</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Wie im Fenster</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>As in the window, %1 × %2</source>
        <translation>Wie im Fenster, %1 × %2</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 pictures, %2 s</source>
        <translation>%1 Bilder, %2 s</translation>
    </message>
    <message>
        <source>MP4 needs the program ffmpeg, which is not installed (apt install ffmpeg).</source>
        <translation>MP4 braucht das Programm ffmpeg, das nicht installiert ist (apt install ffmpeg).</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Eigene Größe</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
</context>
<context>
    <name>insula::SavePictureDialog</name>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>Seitenverhältnis behalten</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Puts this picture on the clipboard</source>
        <translation>Legt dieses Bild in die Zwischenablage</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Speichern ...</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Eigene Größe</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Dots per inch, written into the file; text and lines are drawn for it</source>
        <translation>Punkte pro Zoll, in der Datei vermerkt; Schrift und Linien werden dafür gezeichnet</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Height of the text on paper, at this resolution</source>
        <translation>Höhe der Schrift auf Papier bei dieser Auflösung</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>Schri&amp;ft</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>Auf&amp;lösung</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Wie im Fenster</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Vier Ansichten</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronal</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>Lightbox</source>
        <translation>Leuchtkasten</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>%1 × %2 cm on paper</source>
        <translation>%1 × %2 cm auf Papier</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>Slide, 1920 x 1080 pixels</source>
        <translation>Folie, 1920 x 1080 Pixel</translation>
    </message>
    <message>
        <source>A4 width, 210 mm at 300 dpi</source>
        <translation>A4-Breite, 210 mm bei 300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 300 dpi</source>
        <translation>Zeitschriftenspalte, 85 mm bei 300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 600 dpi</source>
        <translation>Zeitschriftenspalte, 85 mm bei 600 dpi</translation>
    </message>
    <message>
        <source>A picture has 64 to 16384 pixels each way; choose another size or resolution.</source>
        <translation>Ein Bild hat 64 bis 16384 Pixel je Richtung; wählen Sie eine andere Größe oder Auflösung.</translation>
    </message>
    <message>
        <source>The text would be too small or too large for this resolution.</source>
        <translation>Die Schrift wäre für diese Auflösung zu klein oder zu groß.</translation>
    </message>
</context>
<context>
    <name>insula::SceneWidget</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Slices and the 3D view. Arrow and page keys move the crosshair.</source>
        <translation>Schnitte und 3D-Ansicht. Pfeil- und Bildtasten bewegen das Fadenkreuz.</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. Install libgl1-mesa-dri, or set LIBGL_ALWAYS_SOFTWARE=1, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave single view</source>
        <translation>Einzelansicht verlassen</translation>
    </message>
    <message>
        <source>single view</source>
        <translation>Einzelansicht</translation>
    </message>
</context>
<context>
    <name>insula::SeedMap</name>
    <message>
        <source>Open a run first: an image with more than one frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions come from a label map or a mask: open one. Until then the voxel under the crosshair is the seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing correlations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed correlation (r)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed correlation off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::ShortcutsDialog</name>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Find a command: a few letters of its name, or its keys</source>
        <translation>Befehl suchen: einige Buchstaben seines Namens oder seine Tasten</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Click here and press the keys</source>
        <translation>Hier klicken und die Tasten drücken</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Neue Tasten:</translation>
    </message>
    <message>
        <source>Take from there</source>
        <translation>Dort wegnehmen</translation>
    </message>
    <message>
        <source>The views and lists need %1 for themselves: choose other keys.</source>
        <translation>Ansichten und Listen brauchen %1 selbst: Wählen Sie andere Tasten.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;, which would be left without keys.</source>
        <translation>%1 gehört zu „%2“; dieser Befehl hätte dann keine Tasten mehr.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts...</source>
        <translation>&amp;Tastenkürzel ...</translation>
    </message>
</context>
<context>
    <name>insula::StepForm</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Starts the step as a job in the background</source>
        <translation>Startet den Schritt als Auftrag im Hintergrund</translation>
    </message>
    <message>
        <source>Copies the command line that does the same</source>
        <translation>Kopiert die Befehlszeile, die dasselbe tut</translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation>Verfahren: %1</translation>
    </message>
    <message>
        <source>An image or a run of many frames</source>
        <translation>Ein Bild oder ein Lauf aus vielen Bildern</translation>
    </message>
    <message>
        <source>An image of one frame</source>
        <translation>Ein einzelnes Bild</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Datei ...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>Datei für %1 wählen</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>Ordner ...</translation>
    </message>
    <message>
        <source>Choose a folder for %1</source>
        <translation>Ordner für %1 wählen</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <translation>%1 (optional)</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>(wählen)</translation>
    </message>
    <message>
        <source>Gives: %1</source>
        <translation>Ergibt: %1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>Choose a layer or a file for &quot;%1&quot;.</source>
        <translation>Wählen Sie eine Ebene oder Datei für „%1“.</translation>
    </message>
</context>
<context>
    <name>insula::SubjectDialog</name>
    <message>
        <source>Add open images to the project</source>
        <translation>Offene Bilder zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation>(optional)</translation>
    </message>
    <message>
        <source>The files stay where they are; the project remembers their path and SHA-256.</source>
        <translation>Die Dateien bleiben, wo sie sind; das Projekt merkt sich Pfad und SHA-256.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Proband</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
</context>
<context>
    <name>insula::SurfaceOpening</name>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished">Öffne %1</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation type="unfinished">%1 öffnen</translation>
    </message>
    <message>
        <source>%1 holds no streamline.</source>
        <translation>%1 enthält keine Faserbahn.</translation>
    </message>
    <message>
        <source>%1: the first %2 of its %3 maps are shown.</source>
        <translation>%1: die ersten %2 seiner %3 Karten werden gezeigt.</translation>
    </message>
    <message>
        <source>%1: its values on the cortex are shown, those in voxels below it are not.</source>
        <translation>%1: seine Werte auf der Hirnrinde werden gezeigt, die in Voxeln darunter nicht.</translation>
    </message>
    <message>
        <source>%1 has values for %2 vertices of the %3 cortex, but no such surface is open: open the surfaces of its resolution first, then this file.</source>
        <translation>%1 hat Werte für %2 Knoten der %3 Hirnrinde, aber keine solche Oberfläche ist offen: Öffnen Sie zuerst die Oberflächen seiner Auflösung, dann diese Datei.</translation>
    </message>
    <message>
        <source>left</source>
        <translation>linken</translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished">richtig</translation>
    </message>
</context>
<context>
    <name>insula::TimeCoursePlot</name>
    <message>
        <source>%1: frames are still arriving</source>
        <translation>%1: Bilder werden noch gelesen</translation>
    </message>
    <message>
        <source>The crosshair is outside the run.</source>
        <translation>Das Fadenkreuz liegt außerhalb des Laufs.</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>zu Bild gehen</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>z-score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values as they are, as percent of their mean, or in standard deviations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The course itself, or its power against frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axis</source>
        <translation type="unfinished">Achse</translation>
    </message>
    <message>
        <source>What the axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detrend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time courses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list beside it has the names and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the straight line that fits best away; the mean stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation type="unfinished">Fadenkreuz</translation>
    </message>
    <message>
        <source>Pin voxel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the course of the crosshair&apos;s voxel (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the mean of the label or mask under the crosshair (Shift+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens what happened during the run: a BIDS *_events.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves or copies the numbers and the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plot...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save values as CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a region by name...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove pinned courses</source>
        <translation>Angeheftete Verläufe entfernen</translation>
    </message>
    <message>
        <source>Hide events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run first: an image with more than one frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxel %1 %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frames of the run are still arriving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the crosshair into a region of %1 first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a label map or a mask first, and move the crosshair into a region.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a label map or a mask first: its labels are the regions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region holds no voxel of the run: it is too small or outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 voxels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events (*_events.tsv *.tsv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No course is shown: tick one in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to plot here: the values are not finite, or their mean is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, voxel at the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, voxel %2 %3 %4</source>
        <translation>%1, Voxel %2 %3 %4</translation>
    </message>
</context>
<context>
    <name>insula::TrainingPanel</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No training is shown.

Open the log.jsonl that a training writes, or its model package; the plots grow with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open package...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a training log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training logs (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the training of a model package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no news for %1: it may have stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>%n Zeile war nicht lesbar</numerusform>
            <numerusform>%n Zeilen waren nicht lesbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::TrainingPlot</name>
    <message>
        <source>Losses and validation scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step is logged yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No validation is logged yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::ViewBar</name>
    <message>
        <source>Distance between slices</source>
        <translation>Abstand der Schnitte</translation>
    </message>
    <message>
        <source>First slice</source>
        <translation>Erster Schnitt</translation>
    </message>
    <message>
        <source>Last slice</source>
        <translation>Letzter Schnitt</translation>
    </message>
    <message>
        <source>Whole head</source>
        <translation>Ganzer Kopf</translation>
    </message>
    <message>
        <source>Same place</source>
        <translation>Gleiche Stelle</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronal</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Plane of the lightbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All three</source>
        <translation>Alle drei</translation>
    </message>
    <message>
        <source>Plane of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving the crosshair in one image moves it in the others. Off: each image has its own, so that images that do not lie on one another can be compared; on again: they move together from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts all crosshairs to the same place in mm again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices through the whole field of view, about two dozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plane of the lightbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole head in the lightbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plane of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linked crosshairs</source>
        <translation>verbundene Fadenkreuze</translation>
    </message>
    <message>
        <source>crosshairs at the same place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"> mm</translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n Schnitt</numerusform>
            <numerusform>%n Schnitte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::VolumesPanel</name>
    <message>
        <source>No volumes are shown.

Segmenting steps measure them: their table opens here when the step is done, and by a double click on it in the project.</source>
        <translation>Keine Volumina.

Segmentierende Schritte messen sie: Die Tabelle öffnet sich hier, wenn der Schritt fertig ist, und mit einem Doppelklick im Projekt.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Speichern unter ...</translation>
    </message>
    <message>
        <source>Copies the table as tab-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves the table as tab-separated text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumina</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Total (ml)</source>
        <translation>Gesamt (ml)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>Asymmetrie</translation>
    </message>
    <message>
        <source>Exp. Dice</source>
        <translation>Erw. Dice</translation>
    </message>
    <message>
        <source>Left minus right in percent of their mean</source>
        <translation>Links minus rechts in Prozent des Mittels</translation>
    </message>
    <message>
        <source>Expected Dice: how sure the network is of its own labels; of two sides the lower one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of volumes is on the clipboard.</source>
        <translation>Die Volumentabelle liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Click: the crosshair goes there, to the left side first; a click on the right side&apos;s volume goes right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sides differ by more than %1 %: look at the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right </source>
        <translation>rechts </translation>
    </message>
    <message>
        <source>left </source>
        <translation>links </translation>
    </message>
    <message>
        <source>Save the table of volumes</source>
        <translation>Volumentabelle speichern</translation>
    </message>
    <message>
        <source>_sides.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.tsv)</source>
        <translation>Tabellen (*.tsv)</translation>
    </message>
</context>
<context>
    <name>insula::VolumesPlot</name>
    <message>
        <source>Left against right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volumes and asymmetry of each structure with two sides; the table beside it has the same numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume (ml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished">linken</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>Asymmetrie</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No structure of this table has a left and a right side to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: left %2 ml, right %3 ml</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::WelcomePage</name>
    <message>
        <source>Insula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files...</source>
        <translation>Dateien öffnen ...</translation>
    </message>
    <message>
        <source>NIfTI images (.nii, .nii.gz, .hdr/.img). Or drop files and folders anywhere.</source>
        <translation>NIfTI-Bilder (.nii, .nii.gz, .hdr/.img). Oder ziehen Sie Dateien und Ordner ins Fenster.</translation>
    </message>
    <message>
        <source>Open a project...</source>
        <translation>Projekt öffnen ...</translation>
    </message>
    <message>
        <source>A folder NAME.insula with results and how they were made</source>
        <translation>Ein Ordner NAME.insula mit Ergebnissen und ihrer Entstehung</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>A made-up head to try everything on; needs no download</source>
        <translation>Ein künstlicher Kopf zum Ausprobieren, ohne Download</translation>
    </message>
    <message>
        <source>Open a scan, look at it, process it, and know how every result came to be.</source>
        <translation>Eine Aufnahme öffnen, ansehen, verarbeiten, und wissen, wie jedes Ergebnis entstand.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>%1  -  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>insula::WindowHistogram</name>
    <message>
        <source>Histogram with window and threshold</source>
        <translation>Histogramm mit Fenster und Schwelle</translation>
    </message>
    <message>
        <source>Left and right arrows move one end of the window, Space takes the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the ends of the window, the window itself, or the threshold (dashed)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>insula::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open images...</source>
        <translation>Bilder ö&amp;ffnen ...</translation>
    </message>
    <message>
        <source>Open &amp;folder or DICOM series...</source>
        <translation>&amp;Ordner oder DICOM-Serie öffnen ...</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open &amp;project...</source>
        <translation>&amp;Projekt öffnen ...</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project...</source>
        <translation>&amp;Neues Projekt ...</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the s&amp;ample project</source>
        <translation>&amp;Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>Add open images to the project...</source>
        <translation>Offene Bilder zum Projekt hinzufügen ...</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>&amp;Save view...</source>
        <translation>Ansicht &amp;speichern ...</translation>
    </message>
    <message>
        <source>Close layer</source>
        <translation>Ebene schließen</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all layers</source>
        <translation>Alle Ebenen schließen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Find any command...</source>
        <translation>Befehl &amp;suchen ...</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Four views</source>
        <translation>&amp;Vier Ansichten</translation>
    </message>
    <message>
        <source>&amp;Slices</source>
        <translation>&amp;Schnitte</translation>
    </message>
    <message>
        <source>A&amp;xial</source>
        <translation>A&amp;xial</translation>
    </message>
    <message>
        <source>&amp;Coronal</source>
        <translation>&amp;Koronal</translation>
    </message>
    <message>
        <source>Sa&amp;gittal</source>
        <translation>Sa&amp;gittal</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>&amp;3D</translation>
    </message>
    <message>
        <source>&amp;Lightbox</source>
        <translation>&amp;Leuchtkasten</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>Anordnung %1</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Radiological (right is left)</source>
        <translation>&amp;Radiologisch (rechts ist links)</translation>
    </message>
    <message>
        <source>R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross&amp;hair</source>
        <translation>Fa&amp;denkreuz</translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read&amp;out</source>
        <translation>&amp;Werteanzeige</translation>
    </message>
    <message>
        <source>O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation>Vorher und &amp;nachher</translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after look the same as long as one layer is shown: open or show another one over it.</source>
        <translation>Vorher und nachher sehen gleich aus, solange nur eine Ebene gezeigt wird: Öffnen oder zeigen Sie eine weitere darüber.</translation>
    </message>
    <message>
        <source>Frame &amp;time</source>
        <translation>Zeit je &amp;Bild</translation>
    </message>
    <message>
        <source>Reset &amp;zoom and 3D view</source>
        <translation>&amp;Zoom und 3D-Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset zoom</source>
        <translation>Zoom zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Play the run</source>
        <translation>Lauf abs&amp;pielen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>Nächste Ebene</translation>
    </message>
    <message>
        <source>]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>Vorige Ebene</translation>
    </message>
    <message>
        <source>[</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation>Ebene nach oben</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation>Ebene nach unten</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Felder</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>&amp;Verarbeiten</translation>
    </message>
    <message>
        <source>Strip the &amp;skull</source>
        <translation>&amp;Schädel entfernen</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name the parts</source>
        <translation>Strukturen be&amp;nennen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;training log...</source>
        <translation>&amp;Trainingsprotokoll öffnen ...</translation>
    </message>
    <message>
        <source>Open training of a model &amp;package...</source>
        <translation>Training eines &amp;Modellpakets öffnen ...</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Insula</source>
        <translation>Ü&amp;ber Insula</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Verarbeiten</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
</context>
<context>
    <name>insula::WorkIndicator</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
</context>
<context>
    <name>insula::Workbench</name>
    <message>
        <source>Opening %1</source>
        <translation>Öffne %1</translation>
    </message>
    <message numerus="yes">
        <source>Opening %n images</source>
        <translation>
            <numerusform>Öffne %n Bild</numerusform>
            <numerusform>Öffne %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>%1: the header does not say how the image lies in space, so left and right cannot be told.</source>
        <translation>%1: Der Dateikopf sagt nicht, wie das Bild im Raum liegt; links und rechts sind daher unbekannt.</translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation>Lege das Beispielprojekt an</translation>
    </message>
    <message>
        <source>Adding to the project</source>
        <translation>Füge zum Projekt hinzu</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>close all layers</source>
        <translation>alle Ebenen schließen</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>zu %1 gehen</translation>
    </message>
    <message>
        <source>%1 is in none of the open layers: open the label map that belongs to the table, and click again.</source>
        <translation>%1 ist in keiner offenen Ebene: Öffnen Sie die Label-Karte, die zur Tabelle gehört, und klicken Sie noch einmal.</translation>
    </message>
    <message>
        <source>open view %1</source>
        <translation>Ansicht %1 öffnen</translation>
    </message>
    <message>
        <source>Convert %1</source>
        <translation>%1 umwandeln</translation>
    </message>
    <message>
        <source>%1 (project)</source>
        <translation>%1 (Projekt)</translation>
    </message>
    <message>
        <source>Open a head scan first: there is no image to work on.</source>
        <translation>Öffnen Sie zuerst eine Kopfaufnahme: Es gibt kein Bild zum Verarbeiten.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in no file are left out of the view: save them first (File &gt; Save layer as...).</source>
        <translation>
            <numerusform>%n Ebene ohne Datei fehlt in der Ansicht: speichern Sie sie zuerst (Datei &gt; Ebene speichern unter...).</numerusform>
            <numerusform>%n Ebenen ohne Datei fehlen in der Ansicht: speichern Sie sie zuerst (Datei &gt; Ebene speichern unter...).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files have changed since the view was saved: what it shows may lie elsewhere in them.</source>
        <translation>
            <numerusform>%n Datei hat sich geändert, seit die Ansicht gespeichert wurde: was sie zeigt, kann darin woanders liegen.</numerusform>
            <numerusform>%n Dateien haben sich geändert, seit die Ansicht gespeichert wurde: was sie zeigt, kann darin woanders liegen.</numerusform>
        </translation>
    </message>
</context>
</TS>
