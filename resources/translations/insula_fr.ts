<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>NoteTool</name>
    <message>
        <source>Ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle</source>
        <translation type="unfinished">Angle</translation>
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
        <translation type="unfinished">Texte</translation>
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
        <translation>Insula ne peut pas dessiner</translation>
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
        <translation>déplacer le réticule</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>zoom</translation>
    </message>
    <message>
        <source>zoom 3D view</source>
        <translation>zoom de la vue 3D</translation>
    </message>
    <message>
        <source>window of %1</source>
        <translation>fenêtre de %1</translation>
    </message>
    <message>
        <source>move picture</source>
        <translation>déplacer l&apos;image</translation>
    </message>
    <message>
        <source>turn slices</source>
        <translation>tourner les coupes</translation>
    </message>
    <message>
        <source>turn 3D view</source>
        <translation>tourner la vue 3D</translation>
    </message>
    <message>
        <source>before and after line</source>
        <translation>ligne avant/après</translation>
    </message>
    <message>
        <source>go to a vertex of %1</source>
        <translation>aller à un sommet de %1</translation>
    </message>
</context>
<context>
    <name>insula</name>
    <message>
        <source>Move the crosshair</source>
        <translation>Déplacer le réticule</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Glisser à gauche (bouton gauche)</translation>
    </message>
    <message>
        <source>Window and level of the current layer</source>
        <translation>Fenêtrage de la couche courante</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Glisser (bouton droit)</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Déplacer l&apos;image</translation>
    </message>
    <message>
        <source>Middle drag, or Shift + left drag</source>
        <translation>Glisser (bouton du milieu), ou Maj + bouton gauche</translation>
    </message>
    <message>
        <source>Next and previous slice</source>
        <translation>Coupe suivante et précédente</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>Zoom autour du pointeur</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + molette</translation>
    </message>
    <message>
        <source>One view alone, and back</source>
        <translation>Une vue seule, et retour</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Double-clic</translation>
    </message>
    <message>
        <source>Turn and zoom the 3D view</source>
        <translation>Tourner et zoomer la vue 3D</translation>
    </message>
    <message>
        <source>Left drag, wheel</source>
        <translation>Glisser (bouton gauche), molette</translation>
    </message>
    <message>
        <source>Crosshair by one voxel in the view last used</source>
        <translation>Réticule d&apos;un voxel dans la dernière vue utilisée</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Touches fléchées</translation>
    </message>
    <message>
        <source>Through the slices of that view</source>
        <translation>À travers les coupes de cette vue</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Page préc., Page suiv.</translation>
    </message>
    <message>
        <source>Line of before and after</source>
        <translation>Ligne avant/après</translation>
    </message>
    <message>
        <source>Left drag, Shift + Left, Right</source>
        <translation>Glisser (bouton gauche), Maj + gauche, droite</translation>
    </message>
    <message>
        <source>Open files, folders, projects</source>
        <translation>Ouvrir fichiers, dossiers, projets</translation>
    </message>
    <message>
        <source>Drop them anywhere</source>
        <translation>Déposez-les n&apos;importe où</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Clavier et souris</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Mouse and crosshair&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;Keys&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</source>
        <translation>&lt;h3&gt;Souris et réticule&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;Touches&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</translation>
    </message>
    <message>
        <source>About Insula</source>
        <translation>À propos d&apos;Insula</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Insula %1&lt;/h3&gt;&lt;p&gt;A workbench for brain images: open a scan, look at it, process it, and know how every result came to be.&lt;/p&gt;&lt;p&gt;&lt;b&gt;%2.&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Apache License 2.0. Built on Qt, VTK, ITK, LibTorch, Dear ImGui and SQLite.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Avertissement : %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Échec : %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>%1 was ended by the system, most likely because memory ran out</source>
        <translation>%1 a été arrêté par le système, sans doute faute de mémoire</translation>
    </message>
    <message>
        <source>%1 crashed (signal %2)</source>
        <translation>%1 s&apos;est arrêté brutalement (signal %2)</translation>
    </message>
    <message>
        <source>Close other programs or layers, or use a smaller image, then run it again. No half-written result was kept.</source>
        <translation>Fermez d&apos;autres programmes ou couches, ou prenez une image plus petite, puis relancez. Aucun résultat partiel n&apos;a été gardé.</translation>
    </message>
    <message>
        <source>Your data is unchanged and no half-written result was kept. Run it again; if it crashes again, report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed without saying why (exit status %2)</source>
        <translation>%1 a échoué sans dire pourquoi (statut %2)</translation>
    </message>
    <message>
        <source>Correct the form and run it again.</source>
        <translation>Corrigez le formulaire et relancez.</translation>
    </message>
    <message>
        <source>Read the log for what happened before, correct the cause and run it again.</source>
        <translation>Lisez le journal, corrigez la cause et relancez.</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>encore %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>encore %1 min</translation>
    </message>
    <message>
        <source>Install the graphics driver (software: libgl1-mesa-dri), or start with LIBGL_ALWAYS_SOFTWARE=1. Remote desktops need GLX.</source>
        <translation>Installez le pilote graphique (logiciel : libgl1-mesa-dri), ou démarrez avec LIBGL_ALWAYS_SOFTWARE=1. Les bureaux distants ont besoin de GLX.</translation>
    </message>
    <message>
        <source>no picture can be drawn off screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey levels %1 and %2, expected 60 and 200</source>
        <translation>niveaux de gris %1 et %2, attendus 60 et 200</translation>
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
        <translation>logiciel (le processeur)</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>la carte graphique</translation>
    </message>
    <message>
        <source>right</source>
        <translation>juste</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>faux : %1</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir...</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>Choisir %1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>Results go to the project, subject %1.</source>
        <translation>Les résultats vont dans le projet, sujet %1.</translation>
    </message>
    <message>
        <source>Results go to %1.</source>
        <translation>Les résultats vont dans %1.</translation>
    </message>
    <message>
        <source>OpenGL cannot be used on this display. %1</source>
        <translation>OpenGL n&apos;est pas utilisable sur cet écran. %1</translation>
    </message>
    <message>
        <source>OpenGL cannot draw on this display. %1</source>
        <translation>OpenGL ne peut pas dessiner sur cet écran. %1</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. %3</source>
        <translation>Cette machine n&apos;offre qu&apos;OpenGL %1.%2 ; les vues ont besoin de 3.2. %3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>non précisé</translation>
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
        <translation type="unfinished">Image</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>Volume &amp;suivant</translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation>Volume pré&amp;cédent</translation>
    </message>
    <message>
        <source>&amp;First frame</source>
        <translation>&amp;Premier volume</translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation>&amp;Dernier volume</translation>
    </message>
    <message>
        <source>&amp;Pin the voxel&apos;s course</source>
        <translation>É&amp;pingler le décours du voxel</translation>
    </message>
    <message>
        <source>Add the mean of the &amp;region</source>
        <translation>Ajouter la moyenne de la &amp;région</translation>
    </message>
    <message>
        <source>Add a region by &amp;name...</source>
        <translation>Ajouter une région par son &amp;nom...</translation>
    </message>
    <message>
        <source>Remove pinned courses</source>
        <translation>Retirer les décours épinglés</translation>
    </message>
    <message>
        <source>Open &amp;events...</source>
        <translation>Ouvrir les &amp;événements...</translation>
    </message>
    <message>
        <source>Save time courses as CSV...</source>
        <translation>Enregistrer les décours en CSV...</translation>
    </message>
    <message>
        <source>Save the time course plot...</source>
        <translation>Enregistrer le graphique des décours...</translation>
    </message>
    <message>
        <source>&amp;Seed correlation</source>
        <translation>Corrélation de la &amp;graine</translation>
    </message>
    <message>
        <source>Correlation of every voxel with the course at the crosshair, live; linear trends are taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed is the re&amp;gion under the crosshair</source>
        <translation>La graine est la ré&amp;gion sous le réticule</translation>
    </message>
    <message>
        <source>Carpet plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Carpet plot</source>
        <translation>&amp;Carpet plot</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Acquis&amp;ition</translation>
    </message>
</context>
<context>
    <name>insula::AddAtlasDialog</name>
    <message>
        <source>Browse...</source>
        <translation>Parcourir...</translation>
    </message>
    <message>
        <source>Link to the image instead of copying it</source>
        <translation>Lier l&apos;image au lieu de la copier</translation>
    </message>
    <message>
        <source>Add an atlas</source>
        <translation>Ajouter un atlas</translation>
    </message>
    <message>
        <source>Image of the atlas</source>
        <translation>Image de l&apos;atlas</translation>
    </message>
    <message>
        <source>Table of names</source>
        <translation>Table des noms</translation>
    </message>
    <message>
        <source>none: regions are numbers</source>
        <translation>aucun : les régions sont des numéros</translation>
    </message>
    <message>
        <source>Image:</source>
        <translation>Image :</translation>
    </message>
    <message>
        <source>Label maps and probability maps (*.nii *.nii.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names:</source>
        <translation>Noms :</translation>
    </message>
    <message>
        <source>Tables (*.txt *.tsv *.csv *.xml *.lut *.label *.ctbl *.json *.jsn);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the atlas&apos;s image. What may be copied is for you to know: licences differ.</source>
        <translation>Choisissez l&apos;image de l&apos;atlas. À vous de savoir ce qui peut être copié : les licences diffèrent.</translation>
    </message>
    <message>
        <source>%1 probability maps</source>
        <translation>%1 cartes de probabilité</translation>
    </message>
    <message>
        <source>a label map</source>
        <translation>une carte de labels</translation>
    </message>
    <message>
        <source>%1, %2 names, space: %3</source>
        <translation>%1, %2 noms, espace : %3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>non précisé</translation>
    </message>
</context>
<context>
    <name>insula::Application</name>
    <message>
        <source>Not enough memory for this. Close layers or other programs, then try again.</source>
        <translation>Mémoire insuffisante. Fermez des couches ou d&apos;autres programmes, puis réessayez.</translation>
    </message>
    <message>
        <source>An unexpected error happened; your data is unchanged. Try again, and report it if it returns.</source>
        <translation>Une erreur inattendue s&apos;est produite ; vos données sont inchangées. Réessayez, et signalez-la si elle revient.</translation>
    </message>
</context>
<context>
    <name>insula::AtlasLibrary</name>
    <message>
        <source>Looking for atlases</source>
        <translation>Recherche d&apos;atlas</translation>
    </message>
    <message>
        <source>Opening the atlas %1</source>
        <translation>Ouverture de l&apos;atlas %1</translation>
    </message>
    <message>
        <source>No atlas names the regions in the readout.</source>
        <translation>Aucun atlas ne nomme les régions.</translation>
    </message>
    <message>
        <source>%1 names the regions as soon as an image is open.</source>
        <translation>%1 nommera les régions dès qu&apos;une image sera ouverte.</translation>
    </message>
    <message>
        <source>%1 names the regions in the readout.</source>
        <translation>%1 nomme les régions affichées.</translation>
    </message>
    <message>
        <source>%1 names the regions, though nothing says that the bottom image is in its space.</source>
        <translation>%1 nomme les régions, bien que rien ne dise que l&apos;image du bas est dans son espace.</translation>
    </message>
    <message>
        <source>%1 is not in this image&apos;s space (%2), so it names nothing.</source>
        <translation>%1 n&apos;est pas dans l&apos;espace de cette image (%2) et ne nomme donc rien.</translation>
    </message>
    <message>
        <source>the atlas does not say which one it is in</source>
        <translation>l&apos;atlas n&apos;en indique pas</translation>
    </message>
    <message>
        <source>show atlas %1</source>
        <translation>afficher l&apos;atlas %1</translation>
    </message>
    <message>
        <source>%1 is not in the bottom image&apos;s space: its regions lie at other places than the image&apos;s.</source>
        <translation>%1 n&apos;est pas dans l&apos;espace de l&apos;image du bas : ses régions sont à d&apos;autres endroits.</translation>
    </message>
    <message>
        <source>Adding the atlas %1</source>
        <translation>Ajout de l&apos;atlas %1</translation>
    </message>
    <message>
        <source>The atlas is now in %1</source>
        <translation>L&apos;atlas est maintenant dans %1</translation>
    </message>
    <message>
        <source>Opening the atlas of the view</source>
        <translation>Ouverture de l&apos;atlas de la vue</translation>
    </message>
    <message>
        <source>The atlas %1, which named the regions in this view, is not installed here: add it in the Atlases panel.</source>
        <translation>L&apos;atlas %1, qui nommait les régions dans cette vue, n&apos;est pas installé ici : ajoutez-le dans le panneau Atlas.</translation>
    </message>
</context>
<context>
    <name>insula::AtlasesPanel</name>
    <message>
        <source>Use for the readout</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>Its regions are named at the crosshair, shown or not; again: none is</source>
        <translation>Ses régions sont nommées au réticule, affiché ou non ; encore une fois : aucun</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Opens it as a layer over the images</source>
        <translation>L&apos;ouvre comme couche au-dessus des images</translation>
    </message>
    <message>
        <source>Add atlas...</source>
        <translation>Ajouter un atlas...</translation>
    </message>
    <message>
        <source>Copies or links an atlas and its table of names into your folder of atlases</source>
        <translation>Copie ou lie un atlas et son tableau de noms dans votre dossier d&apos;atlas</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the region</source>
        <translation>Place le réticule au milieu de la région</translation>
    </message>
    <message>
        <source>Only this</source>
        <translation>Seulement elle</translation>
    </message>
    <message>
        <source>Draws this region alone and hides the others</source>
        <translation>Ne dessine que cette région et masque les autres</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Draws all regions again</source>
        <translation>Redessine toutes les régions</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contour</translation>
    </message>
    <message>
        <source>Draws the border of the regions, or fills them again</source>
        <translation>Dessine le bord des régions, ou les remplit de nouveau</translation>
    </message>
    <message>
        <source>Use it in any space</source>
        <translation>Utiliser dans tout espace</translation>
    </message>
    <message>
        <source>Installed atlases</source>
        <translation>Atlas installés</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <source>For images in the atlas&apos;s space whose header does not say so. In other images the names would be wrong.</source>
        <translation>Pour les images dans l&apos;espace de l&apos;atlas dont l&apos;en-tête ne le dit pas. Dans les autres, les noms seraient faux.</translation>
    </message>
    <message>
        <source>Regions of</source>
        <translation>Régions de</translation>
    </message>
    <message>
        <source>The atlas in use, or a label map that is open</source>
        <translation>L&apos;atlas utilisé, ou une carte de labels ouverte</translation>
    </message>
    <message>
        <source>Find a region</source>
        <translation>Chercher une région</translation>
    </message>
    <message>
        <source>Find a region: a few letters of its name</source>
        <translation>Chercher une région : quelques lettres de son nom</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>non précisé</translation>
    </message>
    <message>
        <source>no names</source>
        <translation>sans noms</translation>
    </message>
    <message>
        <source>None yet: add one below</source>
        <translation>Aucun : ajoutez-en un ci-dessous</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Recherche...</translation>
    </message>
    <message>
        <source>Use an atlas or open a label map to find its regions.</source>
        <translation>Utilisez un atlas ou ouvrez une carte de labels pour chercher ses régions.</translation>
    </message>
    <message>
        <source>Number %1</source>
        <translation>Numéro %1</translation>
    </message>
    <message>
        <source>%1 of %2 regions; type more letters</source>
        <translation>%1 régions sur %2 ; tapez plus de lettres</translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n région</numerusform>
            <numerusform>%n régions</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>Recherche de %1</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>aller à %1</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>Aucun voxel n&apos;appartient à la région %1.</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>seulement %1</translation>
    </message>
    <message>
        <source>all regions</source>
        <translation>toutes les régions</translation>
    </message>
    <message>
        <source>outline regions</source>
        <translation>tracer le contour des régions</translation>
    </message>
    <message>
        <source>fill regions</source>
        <translation>remplir les régions</translation>
    </message>
    <message>
        <source>Region of %1</source>
        <translation>Région de %1</translation>
    </message>
    <message>
        <source>Atlases</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <source>&amp;Atlases</source>
        <translation>&amp;Atlas</translation>
    </message>
    <message>
        <source>Find a &amp;region...</source>
        <translation>Chercher une &amp;région...</translation>
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
        <translation>Bord</translation>
    </message>
    <message>
        <source>Moves the outline away from the brain&apos;s edge: outwards, or inwards when negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>Bord (mm)</translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"> mm</translation>
    </message>
    <message>
        <source>Make mask...</source>
        <translation>Créer un masque...</translation>
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
        <translation type="unfinished">aller à l&apos;image</translation>
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
        <translation type="unfinished">Image</translation>
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
        <translation>Clusters</translation>
    </message>
    <message>
        <source>&amp;Clusters of the map</source>
        <translation>&amp;Clusters de la carte</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Seuil propre</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>Bilatéral</translation>
    </message>
    <message>
        <source>Remove small clusters</source>
        <translation>Retirer les petits clusters</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Enregistrer sous...</translation>
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
        <translation>Seuil des clusters</translation>
    </message>
    <message>
        <source>From this value on; the absolute value when two-sided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest cluster</source>
        <translation>Plus petit cluster</translation>
    </message>
    <message>
        <source>Smaller clusters are left out</source>
        <translation>Les clusters plus petits sont omis</translation>
    </message>
    <message>
        <source>Unit of the smallest cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Voisinage</translation>
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
        <translation>voxels</translation>
    </message>
    <message>
        <source>mm3</source>
        <translation>mm³</translation>
    </message>
    <message>
        <source>faces (6)</source>
        <translation>faces (6)</translation>
    </message>
    <message>
        <source>edges (18)</source>
        <translation>arêtes (18)</translation>
    </message>
    <message>
        <source>corners (26)</source>
        <translation>sommets (26)</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Au moins</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Partageant</translation>
    </message>
    <message>
        <source>The table of clusters is on the clipboard.</source>
        <translation>Le tableau des clusters est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Looking for clusters</source>
        <translation>Recherche de clusters</translation>
    </message>
    <message>
        <source>Select a statistical map in the layers.</source>
        <translation>Choisissez une carte statistique parmi les couches.</translation>
    </message>
    <message>
        <source>Switch on the layer&apos;s threshold (above 0), or set one here.</source>
        <translation>Activez le seuil de la couche (supérieur à 0), ou fixez-en un ici.</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Recherche...</translation>
    </message>
    <message>
        <source>The largest %1 of %2 clusters: raise the threshold</source>
        <translation>Les %1 plus grands de %2 clusters : augmentez le seuil</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 smaller ones left out</source>
        <translation>, %1 plus petits omis</translation>
    </message>
    <message>
        <source>; |value| at least %1</source>
        <translation> ; valeur absolue d&apos;au moins %1</translation>
    </message>
    <message>
        <source>; value at least %1</source>
        <translation> ; valeur d&apos;au moins %1</translation>
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
        <translation>N°</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>Voxels</translation>
    </message>
    <message>
        <source>ml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Pic</translation>
    </message>
    <message>
        <source>Peak at (%1)</source>
        <translation>Pic en (%1)</translation>
    </message>
    <message>
        <source>Centre of mass (%1)</source>
        <translation>Centre de masse (%1)</translation>
    </message>
    <message>
        <source>Region at the peak (%1)</source>
        <translation>Région au pic (%1)</translation>
    </message>
    <message>
        <source>Region at the peak</source>
        <translation>Région au pic</translation>
    </message>
    <message>
        <source>no atlas in use</source>
        <translation>aucun atlas utilisé</translation>
    </message>
    <message>
        <source>Choose one in the Atlases panel</source>
        <translation>Choisissez-en un dans le panneau Atlas</translation>
    </message>
    <message>
        <source>Click: the crosshair goes there</source>
        <translation>Clic : le réticule s&apos;y place</translation>
    </message>
    <message>
        <source>go to the centre of cluster %1</source>
        <translation>aller au centre du cluster %1</translation>
    </message>
    <message>
        <source>go to the peak of cluster %1</source>
        <translation>aller au pic du cluster %1</translation>
    </message>
    <message>
        <source>Save the table of clusters</source>
        <translation>Enregistrer le tableau des clusters</translation>
    </message>
    <message>
        <source>Tables (*.tsv);;Comma-separated tables (*.csv)</source>
        <translation>Tableaux (*.tsv);;Tableaux séparés par des virgules (*.csv)</translation>
    </message>
    <message>
        <source>Removing small clusters</source>
        <translation>Retrait des petits clusters</translation>
    </message>
    <message>
        <source>remove small clusters of %1</source>
        <translation>retirer les petits clusters de %1</translation>
    </message>
    <message>
        <source>%1, large clusters</source>
        <translation>%1, grands clusters</translation>
    </message>
    <message>
        <source>Shows a copy of the map in which smaller clusters are 0 instead of the map; undo brings it back. File &gt; Save layer as... keeps the copy</source>
        <translation>Montre au lieu de la carte une copie où les petits amas valent 0 ; annuler la ramène. Fichier &gt; Enregistrer la couche sous... garde la copie</translation>
    </message>
</context>
<context>
    <name>insula::ColourMapEditor</name>
    <message>
        <source>Colour...</source>
        <translation>Couleur...</translation>
    </message>
    <message>
        <source>Colour of the selected point (Return on the bar)</source>
        <translation>Couleur du point choisi (Entrée sur la barre)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>A point between the selected one and the next (Insert)</source>
        <translation>Un point entre celui choisi et le suivant (Inser)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Removes the selected point (Delete)</source>
        <translation>Retire le point choisi (Suppr)</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Turns the colours round</source>
        <translation>Inverse l&apos;ordre des couleurs</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>Puts the map into all lists of colour maps</source>
        <translation>Ajoute la palette à toutes les listes</translation>
    </message>
    <message>
        <source>Use it for the selected layer</source>
        <translation>L&apos;utiliser pour la couche choisie</translation>
    </message>
    <message>
        <source>Colour map editor</source>
        <translation>Éditeur de palettes</translation>
    </message>
    <message>
        <source>Map to start from</source>
        <translation>Palette de départ</translation>
    </message>
    <message>
        <source>One of your own maps is changed; others are left as they are and give a new one</source>
        <translation>Une palette à vous est modifiée ; les autres restent et en donnent une nouvelle</translation>
    </message>
    <message>
        <source>Position of the selected point</source>
        <translation>Position du point choisi</translation>
    </message>
    <message>
        <source>0: low end of the window, 255: high end</source>
        <translation>0 : bas de la fenêtre, 255 : haut</translation>
    </message>
    <message>
        <source>Name of the map</source>
        <translation>Nom de la palette</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>Point at</source>
        <translation>Point à</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Colour of the selected point: %1</source>
        <translation>Couleur du point choisi : %1</translation>
    </message>
    <message>
        <source>Colour of the point</source>
        <translation>Couleur du point</translation>
    </message>
    <message>
        <source>You have a map called %1 already: give this one another name, or start from that one to change it.</source>
        <translation>Vous avez déjà une palette %1 : donnez un autre nom à celle-ci, ou partez de l&apos;autre pour la modifier.</translation>
    </message>
    <message>
        <source>colour map of %1</source>
        <translation>palette de %1</translation>
    </message>
    <message>
        <source>%1 is saved, and in all lists of colour maps.</source>
        <translation>%1 est enregistrée et figure dans toutes les listes.</translation>
    </message>
    <message>
        <source>my %1</source>
        <translation>mon %1</translation>
    </message>
    <message>
        <source>my %1 %2</source>
        <translation>mon %1 %2</translation>
    </message>
</context>
<context>
    <name>insula::ColourStops</name>
    <message>
        <source>Points of the colour map</source>
        <translation>Points de la palette</translation>
    </message>
    <message>
        <source>Point %1 of %2 at %3, colour %4</source>
        <translation>Point %1 sur %2 à %3, couleur %4</translation>
    </message>
    <message>
        <source>A click adds a point; Left and Right move the selected one, Up and Down select</source>
        <translation>Un clic ajoute un point ; Gauche et Droite déplacent celui choisi, Haut et Bas choisissent</translation>
    </message>
    <message>
        <source>At %1: drag to move, far below to remove; double click for its colour</source>
        <translation>À %1 : glisser pour déplacer, loin en bas pour retirer ; double clic pour la couleur</translation>
    </message>
</context>
<context>
    <name>insula::CommandPalette</name>
    <message>
        <source>Type a few letters of any command, step, layer or recent file</source>
        <translation>Quelques lettres d&apos;une commande, étape, couche ou d&apos;un fichier récent</translation>
    </message>
    <message>
        <source>Find any command</source>
        <translation>Chercher une commande</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Commandes correspondantes</translation>
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
        <translation type="unfinished">Couleur...</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">Retirer</translation>
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
        <translation>Au réticule</translation>
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
        <translation>Jouer la série (Espace)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Jouer</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Frame number, from 1</source>
        <translation>Numéro d&apos;image, à partir de 1</translation>
    </message>
    <message>
        <source> /s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Images par seconde</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>aller à l&apos;image</translation>
    </message>
    <message>
        <source>of %1, %2 s</source>
        <translation>sur %1, %2 s</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
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
        <translation>Impossible de lancer « %1 » : Insula est-il entièrement installé ?</translation>
    </message>
</context>
<context>
    <name>insula::JobsPanel</name>
    <message>
        <source>done in %1 s: %2</source>
        <translation>terminé en %1 s : %2</translation>
    </message>
    <message>
        <source>%1. Look at it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>cancelled; nothing was kept</source>
        <translation>annulé ; rien n&apos;a été gardé</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Progression de %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Annuler %1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Journal de %1</translation>
    </message>
    <message>
        <source>No jobs yet. Choose a step in the Process menu.</source>
        <translation>Aucune tâche. Choisissez une étape dans le menu Traitement.</translation>
    </message>
    <message>
        <source>done in %1 s: %2 steps done, %3 reused</source>
        <translation>terminé en %1 s : %2 étapes faites, %3 reprises</translation>
    </message>
    <message>
        <source>cancelled; the steps that were done are kept</source>
        <translation>annulé ; les étapes terminées sont gardées</translation>
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
        <translation type="unfinished">Enregistrement de %1</translation>
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
        <translation type="unfinished">Enregistrer sous...</translation>
    </message>
    <message>
        <source>Label maps (*.nii.gz *.nii)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation type="unfinished">Couleur de %1</translation>
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
        <translation type="unfinished">Taille</translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished">à</translation>
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
        <translation type="unfinished">N°</translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished">Ajouter</translation>
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
        <translation type="unfinished">Couleur...</translation>
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
        <translation type="unfinished">voxels</translation>
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
        <translation>Par-dessus</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Additionné</translation>
    </message>
    <message>
        <source>Multiplied</source>
        <translation>Multiplié</translation>
    </message>
    <message>
        <source>Brighter of the two</source>
        <translation>Le plus clair des deux</translation>
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
        <translation>Négatif</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Mélange</translation>
    </message>
    <message>
        <source>Opacity from</source>
        <translation>Opacité d&apos;après</translation>
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
        <translation>Automatique</translation>
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
        <translation>Borne basse de la fenêtre</translation>
    </message>
    <message>
        <source>window</source>
        <translation>fenêtre</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation>Borne haute de la fenêtre</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation>Seuil bas</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>seuil</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation>Seuil haut</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>Inversé</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>Bilatéral</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Faint outside</source>
        <translation>Atténué hors seuil</translation>
    </message>
    <message>
        <source>Outline only</source>
        <translation>Contour seulement</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Table de couleurs</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Plus proche voisin</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linéaire</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>Cubique</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation type="unfinished">La valeur absolue compte ; les valeurs négatives prennent les couleurs froides</translation>
    </message>
    <message>
        <source>Draws what the threshold leaves out faintly instead of not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>opacité</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation>table de couleurs</translation>
    </message>
    <message>
        <source>interpolation</source>
        <translation>interpolation</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation type="unfinished">couleurs inversées</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>contour</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation type="unfinished">couleurs bilatérales</translation>
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
        <translation>Plus</translation>
    </message>
    <message>
        <source>Blending, opacity from another layer, colours of negative values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Between voxels</source>
        <translation>Entre voxels</translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>Bord (mm)</translation>
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
        <translation>Fenêtre automatique</translation>
    </message>
    <message>
        <source>automatic window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Étendue complète</translation>
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
        <translation type="unfinished">%1 de %2</translation>
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
        <translation>, %1 images, TR %2 s</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>Monter la couche</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>Descendre la couche</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close the layer</source>
        <translation>Fermer la couche</translation>
    </message>
    <message>
        <source>Layers, topmost first</source>
        <translation>Couches, la plus haute en premier</translation>
    </message>
    <message>
        <source>%1  [other grid]</source>
        <translation>%1  [autre grille]</translation>
    </message>
    <message>
        <source>
Its grid differs from the bottom layer&apos;s; it is drawn through both affines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>afficher %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>masquer %1</translation>
    </message>
    <message>
        <source>move layer</source>
        <translation>déplacer la couche</translation>
    </message>
</context>
<context>
    <name>insula::LookBox</name>
    <message>
        <source>Shown</source>
        <translation>Affiché</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Lettres</translation>
    </message>
    <message>
        <source>Which side is which: L R A P S I, and slice positions</source>
        <translation>Quel côté est lequel : L R A P S I, et la position des coupes</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Réticule</translation>
    </message>
    <message>
        <source>Readout</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>Position and values at the crosshair</source>
        <translation>Position et valeurs au réticule</translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation>Barres de couleurs</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Measurements, arrows, texts and regions</source>
        <translation>Mesures, flèches, textes et régions</translation>
    </message>
    <message>
        <source>Research-use notice</source>
        <translation>Avis « recherche uniquement »</translation>
    </message>
    <message>
        <source>The strip with the notice and the left-right convention; without it both stay in the file&apos;s description</source>
        <translation>La bande avec l’avis et la convention gauche-droite ; sans elle, les deux restent dans la description du fichier</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Arrière-plan</translation>
    </message>
    <message>
        <source>What is seen where there is no image</source>
        <translation>Ce que l’on voit là où il n’y a pas d’image</translation>
    </message>
    <message>
        <source>As on the screen</source>
        <translation>Comme à l’écran</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Blanc</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Transparent</translation>
    </message>
</context>
<context>
    <name>insula::MainWindow</name>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Outils</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ouvrir un projet</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>Neurologique</translation>
    </message>
    <message>
        <source>Which side of the patient is on the left of the picture; click or press R to change</source>
        <translation>Côté du patient affiché à gauche de l&apos;image ; cliquez ou appuyez sur R pour changer</translation>
    </message>
    <message>
        <source>Left-right convention</source>
        <translation>Convention gauche-droite</translation>
    </message>
    <message>
        <source>left-right convention</source>
        <translation>convention gauche-droite</translation>
    </message>
    <message>
        <source>Open a folder of images or a DICOM series</source>
        <translation>Ouvrir un dossier d&apos;images ou une série DICOM</translation>
    </message>
    <message>
        <source>Open a project (NAME.insula)</source>
        <translation>Ouvrir un projet (NOM.insula)</translation>
    </message>
    <message>
        <source>Choose &quot;Log&quot; at a job, or a run of the project.</source>
        <translation>Choisissez « Journal » d&apos;une tâche, ou une exécution du projet.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>(as opened)</source>
        <translation>(tel qu&apos;ouvert)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projet</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Traitement</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Command: %1

%2</source>
        <translation>Commande : %1

%2</translation>
    </message>
    <message>
        <source>Compare...</source>
        <translation>Comparer...</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>Radiologique</translation>
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
        <translation>Ouvrir des images</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>Créer un projet</translation>
    </message>
    <message>
        <source>Projects (*.insula)</source>
        <translation>Projets (*.insula)</translation>
    </message>
    <message>
        <source>Save the view</source>
        <translation>Enregistrer la vue</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>Vues (*.json)</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Des tâches sont en cours</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Stop them and quit?</source>
        <translation>
            <numerusform>%n tâche est encore en cours. L&apos;arrêter et quitter ?</numerusform>
            <numerusform>%n tâches sont encore en cours. Les arrêter et quitter ?</numerusform>
        </translation>
    </message>
    <message>
        <source>Only files on this machine can be opened; download them first.</source>
        <translation>Seuls les fichiers de cette machine peuvent être ouverts ; téléchargez-les d&apos;abord.</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>Thème &amp;clair</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>Thème &amp;sombre</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>The &amp;system&apos;s language</source>
        <translation>Langue du &amp;système</translation>
    </message>
    <message>
        <source>Insula speaks it from the next start on.</source>
        <translation>Insula l&apos;utilisera au prochain démarrage.</translation>
    </message>
    <message>
        <source>straighten slices</source>
        <translation>redresser les coupes</translation>
    </message>
    <message>
        <source>Flicker shows and hides the selected layer over another one: open a second image first.</source>
        <translation>Le clignotement affiche et masque la couche choisie au-dessus d&apos;une autre : ouvrez d&apos;abord une deuxième image.</translation>
    </message>
    <message>
        <source>show layer</source>
        <translation>afficher la couche</translation>
    </message>
    <message>
        <source>hide layer</source>
        <translation>masquer la couche</translation>
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
        <translation>&amp;Barre d&apos;échelle</translation>
    </message>
    <message>
        <source>Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fl&amp;icker the layer</source>
        <translation>Faire cl&amp;ignoter la couche</translation>
    </message>
    <message>
        <source>H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices along the scan&apos;s &amp;own axes</source>
        <translation>Coupes selon les axes &amp;propres de l&apos;acquisition</translation>
    </message>
    <message>
        <source>slices along the scan&apos;s axes</source>
        <translation>coupes selon les axes de l&apos;acquisition</translation>
    </message>
    <message>
        <source>S&amp;traighten the slices</source>
        <translation>&amp;Redresser les coupes</translation>
    </message>
    <message>
        <source>Shift+Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese (needs a font: fonts-noto-cjk)</source>
        <translation>Chinois (nécessite une police : fonts-noto-cjk)</translation>
    </message>
    <message>
        <source>3D preset</source>
        <translation>préréglage 3D</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>&amp;3D</translation>
    </message>
    <message>
        <source>&amp;Settings in the 3D view</source>
        <translation>&amp;Réglages dans la vue 3D</translation>
    </message>
    <message>
        <source>T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layout four views</source>
        <translation>disposition quatre vues</translation>
    </message>
    <message>
        <source>&amp;Cut away at the crosshair</source>
        <translation>&amp;Découper au réticule</translation>
    </message>
    <message>
        <source>C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut-away</source>
        <translation>découpe</translation>
    </message>
    <message>
        <source>&amp;Reset the 3D view</source>
        <translation>Réi&amp;nitialiser la vue 3D</translation>
    </message>
    <message>
        <source>reset of the 3D view</source>
        <translation>réinitialiser la vue 3D</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished">Notes</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Mesurer</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Règle</translation>
    </message>
    <message>
        <source>M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>&amp;Angle</translation>
    </message>
    <message>
        <source>Shift+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;ctangle with statistics</source>
        <translation>Re&amp;ctangle avec statistiques</translation>
    </message>
    <message>
        <source>Shift+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ellipse with statistics</source>
        <translation>&amp;Ellipse avec statistiques</translation>
    </message>
    <message>
        <source>Shift+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text note</source>
        <translation>Note de &amp;texte</translation>
    </message>
    <message>
        <source>Shift+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arro&amp;w note</source>
        <translation>Note &amp;fléchée</translation>
    </message>
    <message>
        <source>Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Select and move notes</source>
        <translation>&amp;Sélectionner et déplacer les notes</translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the note</source>
        <translation>&amp;Supprimer la note</translation>
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
        <translation type="unfinished">Ouvrir</translation>
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
        <translation type="unfinished">Régions</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Étiquettes</translation>
    </message>
    <message>
        <source>&amp;New label map on this image</source>
        <translation>&amp;Nouvelle carte d&apos;étiquettes sur cette image</translation>
    </message>
    <message>
        <source>&amp;Edit this label map</source>
        <translation>&amp;Modifier cette carte d&apos;étiquettes</translation>
    </message>
    <message>
        <source>&amp;Save labels</source>
        <translation>&amp;Enregistrer les étiquettes</translation>
    </message>
    <message>
        <source>Ctrl+Alt+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save labels &amp;as...</source>
        <translation>Enregistrer les étiquettes &amp;sous...</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinceau</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>&amp;Gomme</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>Pol&amp;ygone</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>&amp;Remplir</translation>
    </message>
    <message>
        <source>P&amp;ick a label</source>
        <translation>&amp;Prélever une étiquette</translation>
    </message>
    <message>
        <source>&amp;Grow the label</source>
        <translation>&amp;Dilater l&apos;étiquette</translation>
    </message>
    <message>
        <source>S&amp;hrink the label</source>
        <translation>É&amp;roder l&apos;étiquette</translation>
    </message>
    <message>
        <source>S&amp;mooth the label</source>
        <translation>&amp;Lisser l&apos;étiquette</translation>
    </message>
    <message>
        <source>Fill bet&amp;ween slices</source>
        <translation>Remplir en&amp;tre les coupes</translation>
    </message>
    <message>
        <source>Copy the label to the ne&amp;xt slice</source>
        <translation>Copier l&apos;étiquette sur la coupe sui&amp;vante</translation>
    </message>
    <message>
        <source>Copy the label to the pre&amp;vious slice</source>
        <translation>Copier l&apos;étiquette sur la coupe pré&amp;cédente</translation>
    </message>
    <message>
        <source>Keep the &amp;largest piece</source>
        <translation>Garder le plus &amp;grand morceau</translation>
    </message>
    <message>
        <source>Replace the label...</source>
        <translation>Remplacer l&apos;étiquette...</translation>
    </message>
    <message>
        <source>&amp;Update the 3D view</source>
        <translation>Mettre à jo&amp;ur la vue 3D</translation>
    </message>
    <message>
        <source>Measure regi&amp;ons</source>
        <translation>Mesurer les régi&amp;ons</translation>
    </message>
    <message>
        <source>Colour &amp;map editor...</source>
        <translation>Éditeur de &amp;palettes...</translation>
    </message>
    <message>
        <source>Save layer as</source>
        <translation>Enregistrer la couche sous</translation>
    </message>
    <message>
        <source>NIfTI images (*.nii.gz *.nii)</source>
        <translation>Images NIfTI (*.nii.gz *.nii)</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Enregistrement de %1</translation>
    </message>
    <message>
        <source>save %1</source>
        <translation>enregistrer %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Enregistré sous %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>Save la&amp;yer as...</source>
        <translation>Enregistrer la &amp;couche sous...</translation>
    </message>
    <message>
        <source>Images (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Surfaces and streamlines (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Saved views (*.json);;All files (*)</source>
        <translation>Images (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Surfaces et fibres (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Vues enregistrées (*.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>&amp;Surfaces</source>
        <translation>&amp;Surfaces</translation>
    </message>
    <message>
        <source>Copying the picture</source>
        <translation>Copie de l’image</translation>
    </message>
    <message>
        <source>Copied a picture of %1 × %2 pixels.</source>
        <translation>Image de %1 × %2 pixels copiée.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;TIFF picture (*.tif *.tiff)</source>
        <translation>Image PNG (*.png);;Image TIFF (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>Enregistrement de l’image</translation>
    </message>
    <message>
        <source>Saved %1: %2 × %3 pixels.</source>
        <translation>%1 enregistré : %2 × %3 pixels.</translation>
    </message>
    <message>
        <source>Save the film&apos;s pictures in a new folder</source>
        <translation>Enregistrer les images du film dans un nouveau dossier</translation>
    </message>
    <message>
        <source>New folder (*)</source>
        <translation>Nouveau dossier (*)</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>Enregistrer le film</translation>
    </message>
    <message>
        <source>MP4 film (*.mp4)</source>
        <translation>Film MP4 (*.mp4)</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>GIF animé (*.gif)</translation>
    </message>
    <message>
        <source>Saving the film</source>
        <translation>Enregistrement du film</translation>
    </message>
    <message>
        <source>Saved the film %1.</source>
        <translation>Film %1 enregistré.</translation>
    </message>
    <message>
        <source>Save pi&amp;cture...</source>
        <translation>Enregistrer l’&amp;image...</translation>
    </message>
    <message>
        <source>Save &amp;movie...</source>
        <translation>Enregistrer un fil&amp;m...</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>&amp;Copier l’image</translation>
    </message>
    <message>
        <source>Puts a picture on the clipboard, as it was chosen in &quot;Save picture...&quot;</source>
        <translation>Met une image dans le presse-papiers, telle que choisie dans « Enregistrer l’image... »</translation>
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
        <translation>avant et après</translation>
    </message>
</context>
<context>
    <name>insula::MeshControls</name>
    <message>
        <source>Opacity</source>
        <translation type="unfinished">Opacité</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation type="unfinished">Choisir...</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Outline on the slices</source>
        <translation>Contour sur les coupes</translation>
    </message>
    <message>
        <source>Colour of the outline</source>
        <translation>Couleur du contour</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Which of the file&apos;s maps is shown</source>
        <translation>Quelle carte du fichier est montrée</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation type="unfinished">Table de couleurs</translation>
    </message>
    <message>
        <source>Window low</source>
        <translation type="unfinished">Borne basse de la fenêtre</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation type="unfinished">Borne haute de la fenêtre</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation type="unfinished">Seuil bas</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation type="unfinished">Seuil haut</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished">Seuil</translation>
    </message>
    <message>
        <source>Only values between these two are painted</source>
        <translation>Seules les valeurs entre ces deux sont peintes</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation type="unfinished">Bilatéral</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation>La valeur absolue compte ; les valeurs négatives prennent les couleurs froides</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation type="unfinished">Inversé</translation>
    </message>
    <message>
        <source>Colours run backwards</source>
        <translation>Les couleurs vont à rebours</translation>
    </message>
    <message>
        <source>Both hemispheres alike</source>
        <translation>Les deux hémisphères pareil</translation>
    </message>
    <message>
        <source>What is changed here also changes the map of that name on the other hemisphere</source>
        <translation>Ce qui est changé ici change aussi la carte de ce nom sur l&apos;autre hémisphère</translation>
    </message>
    <message>
        <source>Colouring</source>
        <translation>Coloration</translation>
    </message>
    <message>
        <source>By direction: left-right is red, front-back green, up-down blue</source>
        <translation>Par direction : gauche-droite en rouge, avant-arrière en vert, haut-bas en bleu</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>Largeur de ligne</translation>
    </message>
    <message>
        <source>Streamlines shown</source>
        <translation>Fibres montrées</translation>
    </message>
    <message>
        <source>So many of the streamlines are drawn, evenly chosen from the file</source>
        <translation>Autant de fibres sont tracées, choisies régulièrement dans le fichier</translation>
    </message>
    <message>
        <source>outline</source>
        <translation type="unfinished">contour</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished">Couleurs</translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished">Fenêtre</translation>
    </message>
    <message>
        <source>map</source>
        <translation>carte</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation type="unfinished">table de couleurs</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished">seuil</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation>couleurs bilatérales</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation>couleurs inversées</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>Par direction</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Une couleur</translation>
    </message>
    <message>
        <source>Streamlines</source>
        <translation>Fibres</translation>
    </message>
    <message>
        <source>colouring</source>
        <translation>coloration</translation>
    </message>
    <message>
        <source>line width</source>
        <translation>largeur de ligne</translation>
    </message>
    <message>
        <source>number of streamlines</source>
        <translation>nombre de fibres</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation type="unfinished">opacité</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Couleur de %1</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>couleur</translation>
    </message>
    <message>
        <source>Map %1</source>
        <translation>Carte %1</translation>
    </message>
    <message>
        <source> of %L1</source>
        <translation> sur %L1</translation>
    </message>
</context>
<context>
    <name>insula::MeshPanel</name>
    <message>
        <source>Surfaces and tracts</source>
        <translation>Surfaces et fibres</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open surfaces and streamlines</source>
        <translation>Ouvrir des surfaces et des fibres</translation>
    </message>
    <message>
        <source>Surfaces and streamlines (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</source>
        <translation>Surfaces et fibres (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</translation>
    </message>
    <message>
        <source>Values to paint on %1</source>
        <translation>Valeurs à peindre sur %1</translation>
    </message>
    <message>
        <source>&amp;Open surfaces and streamlines...</source>
        <translation>&amp;Ouvrir des surfaces et des fibres...</translation>
    </message>
    <message>
        <source>Add o&amp;verlay...</source>
        <translation>Ajouter une s&amp;urcouche...</translation>
    </message>
    <message>
        <source>&amp;Close the chosen surface, map or streamlines</source>
        <translation>&amp;Fermer la surface, la carte ou les fibres choisies</translation>
    </message>
    <message>
        <source>Surfaces and tracts &amp;panel</source>
        <translation>&amp;Panneau des surfaces et fibres</translation>
    </message>
    <message>
        <source>%1
%2 vertices, %3 triangles (%4)</source>
        <translation>%1
%2 sommets, %3 triangles (%4)</translation>
    </message>
    <message numerus="yes">
        <source>%1
%2 vertices, %n map(s)</source>
        <translation>
            <numerusform>%1
%2 sommets, %n carte</numerusform>
            <numerusform>%1
%2 sommets, %n cartes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
%2 streamlines, %3 points (%4)</source>
        <translation>%1
%2 fibres, %3 points (%4)</translation>
    </message>
    <message>
        <source>No surface is open. Open one (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) or streamlines (TCK, TRK, TRX), or drop the files on the window.</source>
        <translation>Aucune surface n&apos;est ouverte. Ouvrez-en une (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) ou des fibres (TCK, TRK, TRX), ou déposez les fichiers sur la fenêtre.</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>Ouvrir...</translation>
    </message>
    <message>
        <source>Open surfaces, values on them or streamlines</source>
        <translation>Ouvrir des surfaces, des valeurs sur elles ou des fibres</translation>
    </message>
    <message>
        <source>Add overlay...</source>
        <translation>Ajouter une surcouche...</translation>
    </message>
    <message>
        <source>Paint values of a file on the chosen surface: GIFTI func, shape or label, FreeSurfer curv, sulc, thickness or annot</source>
        <translation>Peint les valeurs d&apos;un fichier sur la surface choisie : GIFTI func, shape ou label, FreeSurfer curv, sulc, thickness ou annot</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">Fermer</translation>
    </message>
    <message>
        <source>Close what is chosen (Delete)</source>
        <translation>Fermer ce qui est choisi (Suppr)</translation>
    </message>
    <message>
        <source>Surfaces, maps on them, and streamlines</source>
        <translation>Surfaces, cartes sur elles et fibres</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Coupes</translation>
    </message>
    <message>
        <source>Volume, faintly</source>
        <translation>Volume, estompé</translation>
    </message>
    <message>
        <source>Image in 3D</source>
        <translation>Image en 3D</translation>
    </message>
    <message>
        <source>What the 3D view shows of the image beside them; the volume is slow without a graphics card</source>
        <translation>Ce que la vue 3D montre de l&apos;image à côté d&apos;elles ; le volume est lent sans carte graphique</translation>
    </message>
    <message>
        <source>image beside surfaces</source>
        <translation>image à côté des surfaces</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation type="unfinished">afficher %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation type="unfinished">masquer %1</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation type="unfinished">fermer %1</translation>
    </message>
    <message>
        <source>Values at vertices (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</source>
        <translation>Valeurs aux sommets (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</translation>
    </message>
</context>
<context>
    <name>insula::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Exécuter</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Shows all that is known about this message</source>
        <translation>Montre tout ce qui est connu sur ce message</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>Détails du message</translation>
    </message>
</context>
<context>
    <name>insula::MissingFilesDialog</name>
    <message>
        <source>&amp;Locate...</source>
        <translation>&amp;Localiser...</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>&amp;Ignorer</translation>
    </message>
    <message>
        <source>These files are missing</source>
        <translation>Ces fichiers manquent</translation>
    </message>
    <message>
        <source>The view %1 shows files that are not where they were. Locate one of them: the others are looked for beside it, by their names and by what is in them.</source>
        <translation>La vue %1 montre des fichiers qui ne sont plus à leur place. Localisez-en un : les autres sont cherchés à côté, par leur nom et leur contenu.</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>Fichiers manquants</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Was in</source>
        <translation>Était dans</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Says where the selected file is now (Return)</source>
        <translation>Dit où est maintenant le fichier choisi (Entrée)</translation>
    </message>
    <message>
        <source>Opens the view without the selected file (Delete)</source>
        <translation>Ouvre la vue sans le fichier choisi (Suppr)</translation>
    </message>
    <message>
        <source>&amp;Open the view</source>
        <translation>&amp;Ouvrir la vue</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Où est %1 maintenant ?</translation>
    </message>
    <message>
        <source>The file (%1);;All files (*)</source>
        <translation>Le fichier (%1);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Recherche...</translation>
    </message>
    <message>
        <source>Looking for the files of the view</source>
        <translation>Recherche des fichiers de la vue</translation>
    </message>
    <message>
        <source>%1 (has changed since)</source>
        <translation>%1 (a changé depuis)</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissé de côté</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Manque</translation>
    </message>
    <message>
        <source>Do not &amp;skip</source>
        <translation>Ne pas &amp;ignorer</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left: locate or skip</source>
        <translation>
            <numerusform>Encore %n fichier : localiser ou ignorer</numerusform>
            <numerusform>Encore %n fichiers : localiser ou ignorer</numerusform>
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
        <translation type="unfinished">Couleur...</translation>
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
        <translation type="unfinished">Nom</translation>
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
        <translation type="unfinished">Texte</translation>
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
        <translation type="unfinished">aller à %1</translation>
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
        <translation>Où les notes sont gardées</translation>
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
        <translation>L&apos;en-tête se contredit : sform et qform placent les voxels à %1 mm l&apos;un de l&apos;autre au plus. C&apos;est la sform qui est affichée.</translation>
    </message>
    <message>
        <source>Which way round?</source>
        <translation>Dans quel sens ?</translation>
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
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Drawing...</source>
        <translation>Dessin en cours...</translation>
    </message>
</context>
<context>
    <name>insula::PipelineNodeForm</name>
    <message>
        <source>the subject&apos;s %1</source>
        <translation>%1 du sujet</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 avec %2</translation>
    </message>
    <message>
        <source>Leave out when an input is not there</source>
        <translation>Omettre si une entrée manque</translation>
    </message>
    <message>
        <source>Where %1 comes from: a step above, the subject&apos;s files, or a file</source>
        <translation>D'où vient %1 : d'une étape au-dessus, des fichiers du sujet ou d'un fichier</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucun)</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>(choisir)</translation>
    </message>
    <message>
        <source>, else </source>
        <translation>, sinon </translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>Choisir un fichier pour %1</translation>
    </message>
</context>
<context>
    <name>insula::PipelinePanel</name>
    <message>
        <source>Pipelines</source>
        <translation>Chaînes de traitement</translation>
    </message>
    <message>
        <source>Pipe&amp;lines</source>
        <translation>&amp;Chaînes de traitement</translation>
    </message>
    <message>
        <source>Pipeline: %1</source>
        <translation>Chaîne : %1</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Chaîne</translation>
    </message>
    <message>
        <source>Steps of the pipeline</source>
        <translation>Étapes de la chaîne</translation>
    </message>
    <message>
        <source>Double click opens the results of a step</source>
        <translation>Un double clic ouvre les résultats d'une étape</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Add a step after the selected one</source>
        <translation>Ajouter une étape après celle choisie</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove the selected step (Delete)</source>
        <translation>Retirer l'étape choisie (Suppr)</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Move the selected step up (Alt+Up)</source>
        <translation>Monter l'étape choisie (Alt+Haut)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Move the selected step down (Alt+Down)</source>
        <translation>Descendre l'étape choisie (Alt+Bas)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>New, save, go back</source>
        <translation>Nouveau, enregistrer, revenir</translation>
    </message>
    <message>
        <source>&amp;New pipeline</source>
        <translation>&amp;Nouvelle chaîne</translation>
    </message>
    <message>
        <source>&amp;Save as...</source>
        <translation>&amp;Enregistrer sous...</translation>
    </message>
    <message>
        <source>&amp;Take back all changes</source>
        <translation>&amp;Annuler toutes les modifications</translation>
    </message>
    <message>
        <source>&amp;Delete this pipeline</source>
        <translation>&amp;Supprimer cette chaîne</translation>
    </message>
    <message>
        <source> (mine)</source>
        <translation> (à moi)</translation>
    </message>
    <message>
        <source> (project)</source>
        <translation> (projet)</translation>
    </message>
    <message>
        <source>no pipelines</source>
        <translation>aucune chaîne</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>non enregistrée</translation>
    </message>
    <message>
        <source>to correct</source>
        <translation>à corriger</translation>
    </message>
    <message>
        <source>Add a step.</source>
        <translation>Ajoutez une étape.</translation>
    </message>
    <message>
        <source>Step %1: %2.</source>
        <translation>Étape %1 : %2.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done, %1 s</source>
        <translation>terminé, %1 s</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>repris</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>omis</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>non exécuté</translation>
    </message>
    <message>
        <source>%1: waiting for other jobs</source>
        <translation>%1 : attend d'autres tâches</translation>
    </message>
    <message>
        <source>%1: running</source>
        <translation>%1 : en cours</translation>
    </message>
    <message>
        <source>%1: running, %2 %</source>
        <translation>%1 : en cours, %2 %</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1 : terminé</translation>
    </message>
    <message>
        <source>%1: cancelled; the steps that were done are kept</source>
        <translation>%1 : annulé ; les étapes terminées sont gardées</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Delete pipeline</source>
        <translation>Supprimer la chaîne</translation>
    </message>
    <message>
        <source>Delete the pipeline %1? Its results stay.</source>
        <translation>Supprimer la chaîne %1 ? Ses résultats restent.</translation>
    </message>
    <message>
        <source>Looking for what is done already</source>
        <translation>Recherche de ce qui est déjà fait</translation>
    </message>
    <message>
        <source>done already</source>
        <translation>déjà fait</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>à faire</translation>
    </message>
    <message>
        <source>%1: everything is done already</source>
        <translation>%1 : tout est déjà fait</translation>
    </message>
    <message>
        <source>%1: %2 of %3 steps to do</source>
        <translation>%1 : %2 étapes sur %3 à faire</translation>
    </message>
    <message>
        <source>%1 (the first of %2 runs)</source>
        <translation>%1 (la première de %2 acquisitions)</translation>
    </message>
    <message>
        <source>Throw away the changes to this pipeline?</source>
        <translation>Abandonner les modifications de cette chaîne ?</translation>
    </message>
</context>
<context>
    <name>insula::PipelineRunBox</name>
    <message>
        <source>Run</source>
        <translation>Exécuter</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Sujets</translation>
    </message>
    <message>
        <source>This subject</source>
        <translation>Ce sujet</translation>
    </message>
    <message>
        <source>Chosen subjects</source>
        <translation>Sujets choisis</translation>
    </message>
    <message>
        <source>All subjects</source>
        <translation>Tous les sujets</translation>
    </message>
    <message>
        <source>Subjects to choose from</source>
        <translation>Sujets à choisir</translation>
    </message>
    <message>
        <source>A job for each subject; steps that are done already are not done again</source>
        <translation>Une tâche par sujet ; les étapes déjà faites ne sont pas refaites</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier...</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Choisir un fichier : %1</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>Dossier...</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>Choisir un dossier : %1</translation>
    </message>
    <message>
        <source>This subject (%1)</source>
        <translation>Ce sujet (%1)</translation>
    </message>
    <message>
        <source>All subjects (%1)</source>
        <translation>Tous les sujets (%1)</translation>
    </message>
    <message>
        <source>Open a project with subjects: pipelines keep their results there.</source>
        <translation>Ouvrez un projet avec des sujets : les chaînes y gardent leurs résultats.</translation>
    </message>
    <message>
        <source>Tick the subjects.</source>
        <translation>Cochez les sujets.</translation>
    </message>
    <message>
        <source>Run (%1)</source>
        <translation>Exécuter (%1)</translation>
    </message>
</context>
<context>
    <name>insula::PipelineSaveDialog</name>
    <message>
        <source>In the project</source>
        <translation>Dans le projet</translation>
    </message>
    <message>
        <source>For me, in all projects</source>
        <translation>Pour moi, dans tous les projets</translation>
    </message>
    <message>
        <source>Save pipeline</source>
        <translation>Enregistrer la chaîne</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conserver</translation>
    </message>
    <message>
        <source>Write a name with letters or digits.</source>
        <translation>Écrivez un nom de lettres ou de chiffres.</translation>
    </message>
    <message>
        <source>Replaces %1</source>
        <translation>Remplace %1</translation>
    </message>
    <message>
        <source>Becomes %1</source>
        <translation>Devient %1</translation>
    </message>
</context>
<context>
    <name>insula::ProcessPanel</name>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>La ligne de commande est dans le presse-papiers.</translation>
    </message>
</context>
<context>
    <name>insula::ProjectNotes</name>
    <message>
        <source>Looking at %1</source>
        <translation>Examen de %1</translation>
    </message>
    <message>
        <source>The notes are not saved in the project: %1</source>
        <translation>Les notes ne sont pas enregistrées dans le projet : %1</translation>
    </message>
    <message>
        <source>Not in a project: export the notes or save the view to keep them.</source>
        <translation>Dans aucun projet : exportez les notes ou enregistrez la vue pour les garder.</translation>
    </message>
    <message>
        <source>The project can only be read: export the notes to keep new ones.</source>
        <translation>Le projet est en lecture seule : exportez les nouvelles notes pour les garder.</translation>
    </message>
    <message>
        <source>Kept in the project %1.</source>
        <translation>Gardées dans le projet %1.</translation>
    </message>
    <message>
        <source>%1 does not belong to the project: add it, or export its notes to keep them.</source>
        <translation>%1 n&apos;appartient pas au projet : ajoutez-le, ou exportez ses notes pour les garder.</translation>
    </message>
</context>
<context>
    <name>insula::ProjectPanel</name>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Mémoire maximale</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Entrée %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Sortie %1</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Insula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>No project is open.

A project keeps results and how they were made. Make or open one in the File menu.</source>
        <translation>Aucun projet n&apos;est ouvert.

Un projet garde les résultats et leur provenance. Créez-en ou ouvrez-en un dans le menu Fichier.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projet</translation>
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
        <translation>(pas encore d&apos;images : ouvrez-en, puis Fichier &gt; Ajouter les images ouvertes)</translation>
    </message>
    <message>
        <source>Runs (%1)</source>
        <translation>Exécutions (%1)</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Exécution %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>How was this made?</source>
        <translation>Comment a-t-il été obtenu ?</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Relancer</translation>
    </message>
</context>
<context>
    <name>insula::RegionsPanel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished">Copier</translation>
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
        <translation type="unfinished">Régions</translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished">N°</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation type="unfinished">Voxels</translation>
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
        <translation type="unfinished">aller à %1</translation>
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
        <translation type="unfinished">Clic : le réticule s&apos;y place</translation>
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
        <translation>Y aller</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the selected region</source>
        <translation>Place le réticule au milieu de la région choisie</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>Aucun voxel n&apos;a la région %1.</translation>
    </message>
</context>
<context>
    <name>insula::SaveMovieDialog</name>
    <message>
        <source>What moves</source>
        <translation>Ce qui bouge</translation>
    </message>
    <message>
        <source>The 3D view turns</source>
        <translation>La vue 3D tourne</translation>
    </message>
    <message>
        <source>Through the slices</source>
        <translation>À travers les coupes</translation>
    </message>
    <message>
        <source>The frames of the run</source>
        <translation>Les volumes de la série</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Axe</translation>
    </message>
    <message>
        <source>Around the head (S axis)</source>
        <translation>Autour de la tête (axe S)</translation>
    </message>
    <message>
        <source>Up and down, and back</source>
        <translation>De haut en bas et retour</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Sagittal, left to right</source>
        <translation>Sagittal, de gauche à droite</translation>
    </message>
    <message>
        <source>Coronal, back to front</source>
        <translation>Coronal, d’arrière en avant</translation>
    </message>
    <message>
        <source>Axial, bottom to top</source>
        <translation>Axial, de bas en haut</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
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
        <translation>GIF animé</translation>
    </message>
    <message>
        <source>PNG pictures in a folder</source>
        <translation>Images PNG dans un dossier</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Angle</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Cadence</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> images/s</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Aller et retour</translation>
    </message>
    <message>
        <source>Save movie</source>
        <translation>Enregistrer le film</translation>
    </message>
    <message>
        <source>Picture of the preview</source>
        <translation>Image de l’aperçu</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Enregistrer...</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Premier volume</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Dernier volume</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Mouvement</translation>
    </message>
    <message>
        <source>Along the plane&apos;s normal, from the origin: mm to the right, to the front or up</source>
        <translation>Le long de la normale du plan, depuis l’origine : mm vers la droite, l’avant ou le haut</translation>
    </message>
    <message>
        <source>Goes the same way back to where it began, so that it can be repeated without a jump</source>
        <translation>Revient par le même chemin au début, pour se répéter sans saut</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>&amp;Mouvement</translation>
    </message>
    <message>
        <source>&amp;Axis</source>
        <translation>&amp;Axe</translation>
    </message>
    <message>
        <source>An&amp;gle</source>
        <translation>An&amp;gle</translation>
    </message>
    <message>
        <source>&amp;Plane</source>
        <translation>&amp;Plan</translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation>&amp;Plage</translation>
    </message>
    <message>
        <source>F&amp;rames</source>
        <translation>&amp;Volumes</translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation>&amp;Durée</translation>
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
        <translation>Coronal</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Coupes</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Quatre vues</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Comme dans la fenêtre</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 pixels</translation>
    </message>
    <message>
        <source>As in the window, %1 × %2</source>
        <translation>Comme dans la fenêtre, %1 × %2</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Vue</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Taille</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>%1 pictures, %2 s</source>
        <translation>%1 images, %2 s</translation>
    </message>
    <message>
        <source>MP4 needs the program ffmpeg, which is not installed (apt install ffmpeg).</source>
        <translation>MP4 a besoin du programme ffmpeg, qui n’est pas installé (apt install ffmpeg).</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Taille libre</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
</context>
<context>
    <name>insula::SavePictureDialog</name>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Résolution</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>Garder les proportions</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Puts this picture on the clipboard</source>
        <translation>Met cette image dans le presse-papiers</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Enregistrer...</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Taille libre</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>pixels</translation>
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
        <translation>Points par pouce, inscrits dans le fichier ; le texte et les lignes sont dessinés pour elle</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Height of the text on paper, at this resolution</source>
        <translation>Hauteur du texte sur papier, à cette résolution</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>Te&amp;xte</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Vue</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Taille</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>&amp;Résolution</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>Comme dans la fenêtre</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Coupes</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Quatre vues</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Coronal</translation>
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
        <translation>Planche de coupes</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>%1 × %2 cm on paper</source>
        <translation>%1 × %2 cm sur papier</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 pixels</translation>
    </message>
    <message>
        <source>Slide, 1920 x 1080 pixels</source>
        <translation>Diapositive, 1920 x 1080 pixels</translation>
    </message>
    <message>
        <source>A4 width, 210 mm at 300 dpi</source>
        <translation>Largeur A4, 210 mm à 300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 300 dpi</source>
        <translation>Colonne de revue, 85 mm à 300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 600 dpi</source>
        <translation>Colonne de revue, 85 mm à 600 dpi</translation>
    </message>
    <message>
        <source>A picture has 64 to 16384 pixels each way; choose another size or resolution.</source>
        <translation>Une image a de 64 à 16384 pixels par côté ; choisissez une autre taille ou résolution.</translation>
    </message>
    <message>
        <source>The text would be too small or too large for this resolution.</source>
        <translation>Le texte serait trop petit ou trop grand pour cette résolution.</translation>
    </message>
</context>
<context>
    <name>insula::SceneWidget</name>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
    <message>
        <source>Slices and the 3D view. Arrow and page keys move the crosshair.</source>
        <translation>Coupes et vue 3D. Les flèches et les touches de page déplacent le réticule.</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. Install libgl1-mesa-dri, or set LIBGL_ALWAYS_SOFTWARE=1, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave single view</source>
        <translation>quitter la vue seule</translation>
    </message>
    <message>
        <source>single view</source>
        <translation>vue seule</translation>
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
        <translation>Attribuer</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tout réinitialiser</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Chercher une commande</translation>
    </message>
    <message>
        <source>Find a command: a few letters of its name, or its keys</source>
        <translation>Chercher une commande : quelques lettres de son nom, ou ses touches</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Commandes et leurs touches</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Nouvelles touches</translation>
    </message>
    <message>
        <source>Click here and press the keys</source>
        <translation>Cliquez ici et appuyez sur les touches</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Nouvelles touches :</translation>
    </message>
    <message>
        <source>Take from there</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>The views and lists need %1 for themselves: choose other keys.</source>
        <translation>Les vues et les listes ont besoin de %1 : choisissez d&apos;autres touches.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;, which would be left without keys.</source>
        <translation>%1 appartient à « %2 », qui n&apos;aurait plus de touches.</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts...</source>
        <translation>Raccourcis &amp;clavier...</translation>
    </message>
</context>
<context>
    <name>insula::StepForm</name>
    <message>
        <source>Run</source>
        <translation>Exécuter</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <source>Starts the step as a job in the background</source>
        <translation>Lance l&apos;étape comme tâche en arrière-plan</translation>
    </message>
    <message>
        <source>Copies the command line that does the same</source>
        <translation>Copie la ligne de commande équivalente</translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation>Méthode : %1</translation>
    </message>
    <message>
        <source>An image or a run of many frames</source>
        <translation>Une image ou une série de plusieurs images</translation>
    </message>
    <message>
        <source>An image of one frame</source>
        <translation>Une image unique</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>Fichier...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>Choisir un fichier pour %1</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>Dossier...</translation>
    </message>
    <message>
        <source>Choose a folder for %1</source>
        <translation>Choisir un dossier pour %1</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <translation>%1 (facultatif)</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>(choisir)</translation>
    </message>
    <message>
        <source>Gives: %1</source>
        <translation>Donne : %1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucun)</translation>
    </message>
    <message>
        <source>Choose a layer or a file for &quot;%1&quot;.</source>
        <translation>Choisissez une couche ou un fichier pour « %1 ».</translation>
    </message>
</context>
<context>
    <name>insula::SubjectDialog</name>
    <message>
        <source>Add open images to the project</source>
        <translation>Ajouter les images ouvertes au projet</translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation>(facultatif)</translation>
    </message>
    <message>
        <source>The files stay where they are; the project remembers their path and SHA-256.</source>
        <translation>Les fichiers restent en place ; le projet retient leur chemin et leur SHA-256.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
</context>
<context>
    <name>insula::SurfaceOpening</name>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished">Ouverture de %1</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation type="unfinished">ouvrir %1</translation>
    </message>
    <message>
        <source>%1 holds no streamline.</source>
        <translation>%1 ne contient aucune fibre.</translation>
    </message>
    <message>
        <source>%1: the first %2 of its %3 maps are shown.</source>
        <translation>%1 : les %2 premières de ses %3 cartes sont montrées.</translation>
    </message>
    <message>
        <source>%1: its values on the cortex are shown, those in voxels below it are not.</source>
        <translation>%1 : ses valeurs sur le cortex sont montrées, celles des voxels au-dessous ne le sont pas.</translation>
    </message>
    <message>
        <source>%1 has values for %2 vertices of the %3 cortex, but no such surface is open: open the surfaces of its resolution first, then this file.</source>
        <translation>%1 a des valeurs pour %2 sommets du cortex %3, mais aucune surface de ce genre n&apos;est ouverte : ouvrez d&apos;abord les surfaces de sa résolution, puis ce fichier.</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gauche</translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished">juste</translation>
    </message>
</context>
<context>
    <name>insula::TimeCoursePlot</name>
    <message>
        <source>%1: frames are still arriving</source>
        <translation>%1 : des images arrivent encore</translation>
    </message>
    <message>
        <source>The crosshair is outside the run.</source>
        <translation>Le réticule est hors de la série.</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>aller à l&apos;image</translation>
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
        <translation type="unfinished">Axe</translation>
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
        <translation type="unfinished">Réticule</translation>
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
        <translation>Retirer les décours épinglés</translation>
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
        <translation>%1, voxel %2 %3 %4</translation>
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
            <numerusform>%n ligne illisible</numerusform>
            <numerusform>%n lignes illisibles</numerusform>
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
        <translation>Distance entre coupes</translation>
    </message>
    <message>
        <source>First slice</source>
        <translation>Première coupe</translation>
    </message>
    <message>
        <source>Last slice</source>
        <translation>Dernière coupe</translation>
    </message>
    <message>
        <source>Whole head</source>
        <translation>Tête entière</translation>
    </message>
    <message>
        <source>Same place</source>
        <translation>Même endroit</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Liés</translation>
    </message>
    <message>
        <source>every</source>
        <translation>toutes les</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittale</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Coronale</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axiale</translation>
    </message>
    <message>
        <source>Plane of the lightbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All three</source>
        <translation>Les trois</translation>
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
        <translation>réticules liés</translation>
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
            <numerusform>%n coupe</numerusform>
            <numerusform>%n coupes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::VolumesPanel</name>
    <message>
        <source>No volumes are shown.

Segmenting steps measure them: their table opens here when the step is done, and by a double click on it in the project.</source>
        <translation>Aucun volume.

Les étapes de segmentation les mesurent : leur tableau s&apos;ouvre ici à la fin de l&apos;étape, et par double-clic dans le projet.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Enregistrer sous...</translation>
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
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>Total (ml)</source>
        <translation>Total (ml)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gauche</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Droite</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>Asymétrie</translation>
    </message>
    <message>
        <source>Exp. Dice</source>
        <translation>Dice attendu</translation>
    </message>
    <message>
        <source>Left minus right in percent of their mean</source>
        <translation>Gauche moins droite, en pour cent de la moyenne</translation>
    </message>
    <message>
        <source>Expected Dice: how sure the network is of its own labels; of two sides the lower one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of volumes is on the clipboard.</source>
        <translation>Le tableau des volumes est dans le presse-papiers.</translation>
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
        <translation>droite </translation>
    </message>
    <message>
        <source>left </source>
        <translation>gauche </translation>
    </message>
    <message>
        <source>Save the table of volumes</source>
        <translation>Enregistrer le tableau des volumes</translation>
    </message>
    <message>
        <source>_sides.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.tsv)</source>
        <translation>Tableaux (*.tsv)</translation>
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
        <translation type="unfinished">gauche</translation>
    </message>
    <message>
        <source>right</source>
        <translation>juste</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>Asymétrie</translation>
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
        <translation>Ouvrir des fichiers...</translation>
    </message>
    <message>
        <source>NIfTI images (.nii, .nii.gz, .hdr/.img). Or drop files and folders anywhere.</source>
        <translation>Images NIfTI (.nii, .nii.gz, .hdr/.img). Ou déposez fichiers et dossiers n&apos;importe où.</translation>
    </message>
    <message>
        <source>Open a project...</source>
        <translation>Ouvrir un projet...</translation>
    </message>
    <message>
        <source>A folder NAME.insula with results and how they were made</source>
        <translation>Un dossier NOM.insula avec les résultats et leur provenance</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>Ouvrir le projet d&apos;exemple</translation>
    </message>
    <message>
        <source>A made-up head to try everything on; needs no download</source>
        <translation>Une tête artificielle pour tout essayer, sans téléchargement</translation>
    </message>
    <message>
        <source>Open a scan, look at it, process it, and know how every result came to be.</source>
        <translation>Ouvrir une image, la regarder, la traiter, et savoir d&apos;où vient chaque résultat.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>%1  -  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Ouvrir %1</translation>
    </message>
</context>
<context>
    <name>insula::WindowHistogram</name>
    <message>
        <source>Histogram with window and threshold</source>
        <translation>Histogramme avec fenêtre et seuil</translation>
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
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Open images...</source>
        <translation>&amp;Ouvrir des images...</translation>
    </message>
    <message>
        <source>Open &amp;folder or DICOM series...</source>
        <translation>Ouvrir un &amp;dossier ou une série DICOM...</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>Fichiers &amp;récents</translation>
    </message>
    <message>
        <source>Open &amp;project...</source>
        <translation>Ouvrir un &amp;projet...</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project...</source>
        <translation>&amp;Nouveau projet...</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the s&amp;ample project</source>
        <translation>Ouvrir le projet d&apos;e&amp;xemple</translation>
    </message>
    <message>
        <source>Add open images to the project...</source>
        <translation>Ajouter les images ouvertes au projet...</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Fermer le projet</translation>
    </message>
    <message>
        <source>&amp;Save view...</source>
        <translation>&amp;Enregistrer la vue...</translation>
    </message>
    <message>
        <source>Close layer</source>
        <translation>Fermer la couche</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all layers</source>
        <translation>Fermer toutes les couches</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Rien pour l&apos;instant</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>&amp;Find any command...</source>
        <translation>&amp;Chercher une commande...</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Four views</source>
        <translation>&amp;Quatre vues</translation>
    </message>
    <message>
        <source>&amp;Slices</source>
        <translation>&amp;Coupes</translation>
    </message>
    <message>
        <source>A&amp;xial</source>
        <translation>A&amp;xiale</translation>
    </message>
    <message>
        <source>&amp;Coronal</source>
        <translation>C&amp;oronale</translation>
    </message>
    <message>
        <source>Sa&amp;gittal</source>
        <translation>Sa&amp;gittale</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>&amp;3D</translation>
    </message>
    <message>
        <source>&amp;Lightbox</source>
        <translation>&amp;Planche de coupes</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>Co&amp;mparer</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>disposition %1</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Radiological (right is left)</source>
        <translation>Convention &amp;radiologique (la droite est à gauche)</translation>
    </message>
    <message>
        <source>R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross&amp;hair</source>
        <translation>Ré&amp;ticule</translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read&amp;out</source>
        <translation>&amp;Lecture des valeurs</translation>
    </message>
    <message>
        <source>O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation>&amp;Avant et après</translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after look the same as long as one layer is shown: open or show another one over it.</source>
        <translation>Avant et après sont identiques tant qu&apos;une seule couche est affichée : ouvrez ou affichez-en une autre par-dessus.</translation>
    </message>
    <message>
        <source>Frame &amp;time</source>
        <translation>&amp;Temps par image</translation>
    </message>
    <message>
        <source>Reset &amp;zoom and 3D view</source>
        <translation>Réinitialiser le &amp;zoom et la vue 3D</translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset zoom</source>
        <translation>réinitialiser le zoom</translation>
    </message>
    <message>
        <source>&amp;Play the run</source>
        <translation>&amp;Jouer la série temporelle</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>Couche suivante</translation>
    </message>
    <message>
        <source>]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>Couche précédente</translation>
    </message>
    <message>
        <source>[</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation>Monter la couche</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation>Descendre la couche</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Panneaux</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Plein écran</translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>&amp;Traitement</translation>
    </message>
    <message>
        <source>Strip the &amp;skull</source>
        <translation>Extraire le cerveau (retirer le &amp;crâne)</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name the parts</source>
        <translation>&amp;Nommer les structures</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;training log...</source>
        <translation>Ouvrir un &amp;journal d&apos;entraînement...</translation>
    </message>
    <message>
        <source>Open training of a model &amp;package...</source>
        <translation>Ouvrir l&apos;entraînement d&apos;un &amp;paquet de modèle...</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Clavier et souris</translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Insula</source>
        <translation>À &amp;propos d&apos;Insula</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Traitement</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
</context>
<context>
    <name>insula::WorkIndicator</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Progression de %1</translation>
    </message>
</context>
<context>
    <name>insula::Workbench</name>
    <message>
        <source>Opening %1</source>
        <translation>Ouverture de %1</translation>
    </message>
    <message numerus="yes">
        <source>Opening %n images</source>
        <translation>
            <numerusform>Ouverture de %n image</numerusform>
            <numerusform>Ouverture de %n images</numerusform>
        </translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>ouvrir %1</translation>
    </message>
    <message>
        <source>%1: the header does not say how the image lies in space, so left and right cannot be told.</source>
        <translation>%1 : l&apos;en-tête ne dit pas comment l&apos;image est placée dans l&apos;espace ; gauche et droite sont inconnues.</translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation>Création du projet d&apos;exemple</translation>
    </message>
    <message>
        <source>Adding to the project</source>
        <translation>Ajout au projet</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>fermer %1</translation>
    </message>
    <message>
        <source>close all layers</source>
        <translation>fermer toutes les couches</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>aller à %1</translation>
    </message>
    <message>
        <source>%1 is in none of the open layers: open the label map that belongs to the table, and click again.</source>
        <translation>%1 n&apos;est dans aucune couche ouverte : ouvrez la carte de labels qui correspond au tableau, puis cliquez de nouveau.</translation>
    </message>
    <message>
        <source>open view %1</source>
        <translation>ouvrir la vue %1</translation>
    </message>
    <message>
        <source>Convert %1</source>
        <translation>Convertir %1</translation>
    </message>
    <message>
        <source>%1 (project)</source>
        <translation>%1 (projet)</translation>
    </message>
    <message>
        <source>Open a head scan first: there is no image to work on.</source>
        <translation>Ouvrez d&apos;abord une image de la tête : il n&apos;y a rien à traiter.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>Enregistrement de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in no file are left out of the view: save them first (File &gt; Save layer as...).</source>
        <translation>
            <numerusform>%n couche sans fichier manque dans la vue : enregistrez-la d&apos;abord (Fichier &gt; Enregistrer la couche sous...).</numerusform>
            <numerusform>%n couches sans fichier manquent dans la vue : enregistrez-les d&apos;abord (Fichier &gt; Enregistrer la couche sous...).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files have changed since the view was saved: what it shows may lie elsewhere in them.</source>
        <translation>
            <numerusform>%n fichier a changé depuis l&apos;enregistrement de la vue : ce qu&apos;elle montre peut y être ailleurs.</numerusform>
            <numerusform>%n fichiers ont changé depuis l&apos;enregistrement de la vue : ce qu&apos;elle montre peut y être ailleurs.</numerusform>
        </translation>
    </message>
</context>
</TS>
