<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>NoteTool</name>
    <message>
        <source>Ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle</source>
        <translation type="unfinished">角度</translation>
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
        <translation type="unfinished">文字</translation>
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
        <translation>Insula 无法绘图</translation>
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
        <translation>移动十字线</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>zoom 3D view</source>
        <translation>缩放三维视图</translation>
    </message>
    <message>
        <source>window of %1</source>
        <translation>%1 的窗</translation>
    </message>
    <message>
        <source>move picture</source>
        <translation>移动画面</translation>
    </message>
    <message>
        <source>turn slices</source>
        <translation>旋转切片</translation>
    </message>
    <message>
        <source>turn 3D view</source>
        <translation>旋转三维视图</translation>
    </message>
    <message>
        <source>before and after line</source>
        <translation>前后对比线</translation>
    </message>
    <message>
        <source>go to a vertex of %1</source>
        <translation>转到 %1 的一个顶点</translation>
    </message>
</context>
<context>
    <name>insula</name>
    <message>
        <source>Move the crosshair</source>
        <translation>移动十字线</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>左键拖动</translation>
    </message>
    <message>
        <source>Window and level of the current layer</source>
        <translation>当前图层的窗宽窗位</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动画面</translation>
    </message>
    <message>
        <source>Middle drag, or Shift + left drag</source>
        <translation>中键拖动，或 Shift + 左键拖动</translation>
    </message>
    <message>
        <source>Next and previous slice</source>
        <translation>上一层和下一层</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>One view alone, and back</source>
        <translation>单个视图与返回</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Turn and zoom the 3D view</source>
        <translation>旋转和缩放三维视图</translation>
    </message>
    <message>
        <source>Left drag, wheel</source>
        <translation>左键拖动、滚轮</translation>
    </message>
    <message>
        <source>Crosshair by one voxel in the view last used</source>
        <translation>在最近使用的视图中将十字线移动一个体素</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Through the slices of that view</source>
        <translation>浏览该视图的切片</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Page Up、Page Down</translation>
    </message>
    <message>
        <source>Line of before and after</source>
        <translation>前后对比线</translation>
    </message>
    <message>
        <source>Left drag, Shift + Left, Right</source>
        <translation>左键拖动，Shift + 左、右方向键</translation>
    </message>
    <message>
        <source>Open files, folders, projects</source>
        <translation>打开文件、文件夹、项目</translation>
    </message>
    <message>
        <source>Drop them anywhere</source>
        <translation>拖放到任意位置</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Mouse and crosshair&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;Keys&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</source>
        <translation>&lt;h3&gt;鼠标与十字线&lt;/h3&gt;&lt;table&gt;%1&lt;/table&gt;&lt;h3&gt;按键&lt;/h3&gt;&lt;table&gt;%2&lt;/table&gt;</translation>
    </message>
    <message>
        <source>About Insula</source>
        <translation>关于 Insula</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Insula %1&lt;/h3&gt;&lt;p&gt;A workbench for brain images: open a scan, look at it, process it, and know how every result came to be.&lt;/p&gt;&lt;p&gt;&lt;b&gt;%2.&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Apache License 2.0. Built on Qt, VTK, ITK, LibTorch, Dear ImGui and SQLite.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 was ended by the system, most likely because memory ran out</source>
        <translation>%1 被系统终止，很可能是内存不足</translation>
    </message>
    <message>
        <source>%1 crashed (signal %2)</source>
        <translation>%1 崩溃（信号 %2）</translation>
    </message>
    <message>
        <source>Close other programs or layers, or use a smaller image, then run it again. No half-written result was kept.</source>
        <translation>请关闭其他程序或图层，或使用较小的图像，然后重新运行。未保留任何不完整的结果。</translation>
    </message>
    <message>
        <source>Your data is unchanged and no half-written result was kept. Run it again; if it crashes again, report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed without saying why (exit status %2)</source>
        <translation>%1 失败且未说明原因（退出状态 %2）</translation>
    </message>
    <message>
        <source>Correct the form and run it again.</source>
        <translation>请更正表单后重新运行。</translation>
    </message>
    <message>
        <source>Read the log for what happened before, correct the cause and run it again.</source>
        <translation>请查看日志，排除原因后重新运行。</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩余 %1 秒</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>剩余 %1 分钟</translation>
    </message>
    <message>
        <source>Install the graphics driver (software: libgl1-mesa-dri), or start with LIBGL_ALWAYS_SOFTWARE=1. Remote desktops need GLX.</source>
        <translation>请安装显卡驱动（软件渲染：libgl1-mesa-dri），或使用 LIBGL_ALWAYS_SOFTWARE=1 启动。远程桌面需要 GLX。</translation>
    </message>
    <message>
        <source>no picture can be drawn off screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey levels %1 and %2, expected 60 and 200</source>
        <translation>灰度值 %1 和 %2，应为 60 和 200</translation>
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
        <translation>软件（处理器）</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择...</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Results go to the project, subject %1.</source>
        <translation>结果保存到项目，受试者 %1。</translation>
    </message>
    <message>
        <source>Results go to %1.</source>
        <translation>结果保存到 %1。</translation>
    </message>
    <message>
        <source>OpenGL cannot be used on this display. %1</source>
        <translation>此显示器无法使用 OpenGL。%1</translation>
    </message>
    <message>
        <source>OpenGL cannot draw on this display. %1</source>
        <translation>OpenGL 无法在此显示器上绘图。%1</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. %3</source>
        <translation>此计算机仅支持 OpenGL %1.%2；视图需要 3.2。%3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
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
        <translation type="unfinished">帧</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>下一帧(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation>上一帧(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;First frame</source>
        <translation>第一帧(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Last frame</source>
        <translation>最后一帧(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Pin the voxel&apos;s course</source>
        <translation>固定该体素的时间序列(&amp;P)</translation>
    </message>
    <message>
        <source>Add the mean of the &amp;region</source>
        <translation>添加区域均值(&amp;R)</translation>
    </message>
    <message>
        <source>Add a region by &amp;name...</source>
        <translation>按名称添加区域(&amp;N)...</translation>
    </message>
    <message>
        <source>Remove pinned courses</source>
        <translation>移除固定的时间序列</translation>
    </message>
    <message>
        <source>Open &amp;events...</source>
        <translation>打开事件文件(&amp;E)...</translation>
    </message>
    <message>
        <source>Save time courses as CSV...</source>
        <translation>将时间序列另存为 CSV...</translation>
    </message>
    <message>
        <source>Save the time course plot...</source>
        <translation>保存时间序列图...</translation>
    </message>
    <message>
        <source>&amp;Seed correlation</source>
        <translation>种子点相关(&amp;S)</translation>
    </message>
    <message>
        <source>Correlation of every voxel with the course at the crosshair, live; linear trends are taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed is the re&amp;gion under the crosshair</source>
        <translation>以十字线下的区域为种子(&amp;G)</translation>
    </message>
    <message>
        <source>Carpet plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Carpet plot</source>
        <translation>地毯图(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;U)</translation>
    </message>
</context>
<context>
    <name>insula::AddAtlasDialog</name>
    <message>
        <source>Browse...</source>
        <translation>浏览...</translation>
    </message>
    <message>
        <source>Link to the image instead of copying it</source>
        <translation>链接图像而不复制</translation>
    </message>
    <message>
        <source>Add an atlas</source>
        <translation>添加图谱</translation>
    </message>
    <message>
        <source>Image of the atlas</source>
        <translation>图谱图像</translation>
    </message>
    <message>
        <source>Table of names</source>
        <translation>名称表</translation>
    </message>
    <message>
        <source>none: regions are numbers</source>
        <translation>无：区域仅有编号</translation>
    </message>
    <message>
        <source>Image:</source>
        <translation>图像：</translation>
    </message>
    <message>
        <source>Label maps and probability maps (*.nii *.nii.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Tables (*.txt *.tsv *.csv *.xml *.lut *.label *.ctbl *.json *.jsn);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the atlas&apos;s image. What may be copied is for you to know: licences differ.</source>
        <translation>请选择图谱图像。可否复制请自行确认：许可各不相同。</translation>
    </message>
    <message>
        <source>%1 probability maps</source>
        <translation>%1 幅概率图</translation>
    </message>
    <message>
        <source>a label map</source>
        <translation>标签图</translation>
    </message>
    <message>
        <source>%1, %2 names, space: %3</source>
        <translation>%1，%2 个名称，空间：%3</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
</context>
<context>
    <name>insula::Application</name>
    <message>
        <source>Not enough memory for this. Close layers or other programs, then try again.</source>
        <translation>内存不足。请关闭图层或其他程序后重试。</translation>
    </message>
    <message>
        <source>An unexpected error happened; your data is unchanged. Try again, and report it if it returns.</source>
        <translation>发生意外错误；数据未改变。请重试，若再次出现请报告。</translation>
    </message>
</context>
<context>
    <name>insula::AtlasLibrary</name>
    <message>
        <source>Looking for atlases</source>
        <translation>正在查找图谱</translation>
    </message>
    <message>
        <source>Opening the atlas %1</source>
        <translation>正在打开图谱 %1</translation>
    </message>
    <message>
        <source>No atlas names the regions in the readout.</source>
        <translation>没有图谱用于命名区域。</translation>
    </message>
    <message>
        <source>%1 names the regions as soon as an image is open.</source>
        <translation>打开图像后，%1 将命名区域。</translation>
    </message>
    <message>
        <source>%1 names the regions in the readout.</source>
        <translation>%1 正在为数值显示命名区域。</translation>
    </message>
    <message>
        <source>%1 names the regions, though nothing says that the bottom image is in its space.</source>
        <translation>%1 正在命名区域，但没有信息表明底层图像位于其空间中。</translation>
    </message>
    <message>
        <source>%1 is not in this image&apos;s space (%2), so it names nothing.</source>
        <translation>%1 不在此图像的空间中（%2），因此不命名区域。</translation>
    </message>
    <message>
        <source>the atlas does not say which one it is in</source>
        <translation>图谱未说明其空间</translation>
    </message>
    <message>
        <source>show atlas %1</source>
        <translation>显示图谱 %1</translation>
    </message>
    <message>
        <source>%1 is not in the bottom image&apos;s space: its regions lie at other places than the image&apos;s.</source>
        <translation>%1 不在底层图像的空间中：其区域与图像位置不一致。</translation>
    </message>
    <message>
        <source>Adding the atlas %1</source>
        <translation>正在添加图谱 %1</translation>
    </message>
    <message>
        <source>The atlas is now in %1</source>
        <translation>图谱现位于 %1</translation>
    </message>
    <message>
        <source>Opening the atlas of the view</source>
        <translation>正在打开视图的图谱</translation>
    </message>
    <message>
        <source>The atlas %1, which named the regions in this view, is not installed here: add it in the Atlases panel.</source>
        <translation>在此视图中命名区域的图谱 %1 未安装：请在图谱面板中添加。</translation>
    </message>
</context>
<context>
    <name>insula::AtlasesPanel</name>
    <message>
        <source>Use for the readout</source>
        <translation>用于数值显示</translation>
    </message>
    <message>
        <source>Its regions are named at the crosshair, shown or not; again: none is</source>
        <translation>在十字线处给出其区域名称（无论是否显示）；再次单击则取消</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Opens it as a layer over the images</source>
        <translation>作为图层在图像之上打开</translation>
    </message>
    <message>
        <source>Add atlas...</source>
        <translation>添加图谱...</translation>
    </message>
    <message>
        <source>Copies or links an atlas and its table of names into your folder of atlases</source>
        <translation>将图谱及其名称表复制或链接到您的图谱文件夹</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the region</source>
        <translation>将十字线移到区域中心</translation>
    </message>
    <message>
        <source>Only this</source>
        <translation>仅此区域</translation>
    </message>
    <message>
        <source>Draws this region alone and hides the others</source>
        <translation>仅绘制此区域并隐藏其他区域</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Draws all regions again</source>
        <translation>重新绘制所有区域</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Draws the border of the regions, or fills them again</source>
        <translation>绘制区域边界，或重新填充</translation>
    </message>
    <message>
        <source>Use it in any space</source>
        <translation>在任意空间中使用</translation>
    </message>
    <message>
        <source>Installed atlases</source>
        <translation>已安装的图谱</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>图谱</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>For images in the atlas&apos;s space whose header does not say so. In other images the names would be wrong.</source>
        <translation>用于位于图谱空间但头信息未说明的图像。在其他图像中名称会是错误的。</translation>
    </message>
    <message>
        <source>Regions of</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>The atlas in use, or a label map that is open</source>
        <translation>正在使用的图谱或已打开的标签图</translation>
    </message>
    <message>
        <source>Find a region</source>
        <translation>查找区域</translation>
    </message>
    <message>
        <source>Find a region: a few letters of its name</source>
        <translation>查找区域：输入名称的几个字母</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>no names</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>None yet: add one below</source>
        <translation>暂无：请在下方添加</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>正在查找...</translation>
    </message>
    <message>
        <source>Use an atlas or open a label map to find its regions.</source>
        <translation>请使用图谱或打开标签图以查找区域。</translation>
    </message>
    <message>
        <source>Number %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>%1 of %2 regions; type more letters</source>
        <translation>%1 / %2 个区域；请输入更多字母</translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n 个区域</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>正在查找 %1</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>没有体素属于区域 %1。</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>all regions</source>
        <translation>所有区域</translation>
    </message>
    <message>
        <source>outline regions</source>
        <translation>勾画区域轮廓</translation>
    </message>
    <message>
        <source>fill regions</source>
        <translation>填充区域</translation>
    </message>
    <message>
        <source>Region of %1</source>
        <translation>%1 的区域</translation>
    </message>
    <message>
        <source>Atlases</source>
        <translation>图谱</translation>
    </message>
    <message>
        <source>&amp;Atlases</source>
        <translation>图谱(&amp;A)</translation>
    </message>
    <message>
        <source>Find a &amp;region...</source>
        <translation>查找区域(&amp;R)...</translation>
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
        <translation>边界</translation>
    </message>
    <message>
        <source>Moves the outline away from the brain&apos;s edge: outwards, or inwards when negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>边界 (mm)</translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"> mm</translation>
    </message>
    <message>
        <source>Make mask...</source>
        <translation>创建掩膜...</translation>
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
        <translation type="unfinished">前往帧</translation>
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
        <translation type="unfinished">帧</translation>
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
        <translation>簇</translation>
    </message>
    <message>
        <source>&amp;Clusters of the map</source>
        <translation>统计图的簇(&amp;C)</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>自定阈值</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>双侧</translation>
    </message>
    <message>
        <source>Remove small clusters</source>
        <translation>移除小簇</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>另存为...</translation>
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
        <translation>簇阈值</translation>
    </message>
    <message>
        <source>From this value on; the absolute value when two-sided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest cluster</source>
        <translation>最小簇</translation>
    </message>
    <message>
        <source>Smaller clusters are left out</source>
        <translation>更小的簇将被忽略</translation>
    </message>
    <message>
        <source>Unit of the smallest cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>邻域</translation>
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
        <translation>体素</translation>
    </message>
    <message>
        <source>mm3</source>
        <translation>mm³</translation>
    </message>
    <message>
        <source>faces (6)</source>
        <translation>面 (6)</translation>
    </message>
    <message>
        <source>edges (18)</source>
        <translation>边 (18)</translation>
    </message>
    <message>
        <source>corners (26)</source>
        <translation>角 (26)</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>The table of clusters is on the clipboard.</source>
        <translation>簇表已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Looking for clusters</source>
        <translation>正在查找簇</translation>
    </message>
    <message>
        <source>Select a statistical map in the layers.</source>
        <translation>请在图层中选择统计图。</translation>
    </message>
    <message>
        <source>Switch on the layer&apos;s threshold (above 0), or set one here.</source>
        <translation>请启用图层阈值（大于 0），或在此设置。</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>正在查找...</translation>
    </message>
    <message>
        <source>The largest %1 of %2 clusters: raise the threshold</source>
        <translation>%2 个簇中最大的 %1 个：请提高阈值</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n 个簇</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 smaller ones left out</source>
        <translation>，忽略 %1 个较小的簇</translation>
    </message>
    <message>
        <source>; |value| at least %1</source>
        <translation>；绝对值至少 %1</translation>
    </message>
    <message>
        <source>; value at least %1</source>
        <translation>；值至少 %1</translation>
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
        <translation>序号</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>体素数</translation>
    </message>
    <message>
        <source>ml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Peak at (%1)</source>
        <translation>峰值位置 (%1)</translation>
    </message>
    <message>
        <source>Centre of mass (%1)</source>
        <translation>质心 (%1)</translation>
    </message>
    <message>
        <source>Region at the peak (%1)</source>
        <translation>峰值处区域 (%1)</translation>
    </message>
    <message>
        <source>Region at the peak</source>
        <translation>峰值处区域</translation>
    </message>
    <message>
        <source>no atlas in use</source>
        <translation>未使用图谱</translation>
    </message>
    <message>
        <source>Choose one in the Atlases panel</source>
        <translation>请在“图谱”面板中选择</translation>
    </message>
    <message>
        <source>Click: the crosshair goes there</source>
        <translation>单击：十字线移到此处</translation>
    </message>
    <message>
        <source>go to the centre of cluster %1</source>
        <translation>前往簇 %1 的质心</translation>
    </message>
    <message>
        <source>go to the peak of cluster %1</source>
        <translation>前往簇 %1 的峰值</translation>
    </message>
    <message>
        <source>Save the table of clusters</source>
        <translation>保存簇表</translation>
    </message>
    <message>
        <source>Tables (*.tsv);;Comma-separated tables (*.csv)</source>
        <translation>表格 (*.tsv);;逗号分隔表格 (*.csv)</translation>
    </message>
    <message>
        <source>Removing small clusters</source>
        <translation>正在移除小簇</translation>
    </message>
    <message>
        <source>remove small clusters of %1</source>
        <translation>移除 %1 的小簇</translation>
    </message>
    <message>
        <source>%1, large clusters</source>
        <translation>%1，大簇</translation>
    </message>
    <message>
        <source>Shows a copy of the map in which smaller clusters are 0 instead of the map; undo brings it back. File &gt; Save layer as... keeps the copy</source>
        <translation>显示一份较小团簇置 0 的副本以代替原图；撤销可恢复。文件 &gt; 图层另存为... 可保留副本</translation>
    </message>
</context>
<context>
    <name>insula::ColourMapEditor</name>
    <message>
        <source>Colour...</source>
        <translation>颜色...</translation>
    </message>
    <message>
        <source>Colour of the selected point (Return on the bar)</source>
        <translation>所选点的颜色（在色条上按回车键）</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>A point between the selected one and the next (Insert)</source>
        <translation>在所选点与下一点之间添加一点（Insert）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removes the selected point (Delete)</source>
        <translation>移除所选点（Delete）</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>反转</translation>
    </message>
    <message>
        <source>Turns the colours round</source>
        <translation>反转颜色顺序</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Puts the map into all lists of colour maps</source>
        <translation>将色表加入所有色表列表</translation>
    </message>
    <message>
        <source>Use it for the selected layer</source>
        <translation>用于所选图层</translation>
    </message>
    <message>
        <source>Colour map editor</source>
        <translation>色表编辑器</translation>
    </message>
    <message>
        <source>Map to start from</source>
        <translation>起始色表</translation>
    </message>
    <message>
        <source>One of your own maps is changed; others are left as they are and give a new one</source>
        <translation>您自己的色表会被修改；其他色表保持不变并生成新色表</translation>
    </message>
    <message>
        <source>Position of the selected point</source>
        <translation>所选点的位置</translation>
    </message>
    <message>
        <source>0: low end of the window, 255: high end</source>
        <translation>0：窗口低端，255：高端</translation>
    </message>
    <message>
        <source>Name of the map</source>
        <translation>色表名称</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Point at</source>
        <translation>点位置</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Colour of the selected point: %1</source>
        <translation>所选点的颜色：%1</translation>
    </message>
    <message>
        <source>Colour of the point</source>
        <translation>点的颜色</translation>
    </message>
    <message>
        <source>You have a map called %1 already: give this one another name, or start from that one to change it.</source>
        <translation>您已有名为 %1 的色表：请另取名称，或从该色表开始修改。</translation>
    </message>
    <message>
        <source>colour map of %1</source>
        <translation>%1 的色表</translation>
    </message>
    <message>
        <source>%1 is saved, and in all lists of colour maps.</source>
        <translation>%1 已保存，并已加入所有色表列表。</translation>
    </message>
    <message>
        <source>my %1</source>
        <translation>我的%1</translation>
    </message>
    <message>
        <source>my %1 %2</source>
        <translation>我的%1 %2</translation>
    </message>
</context>
<context>
    <name>insula::ColourStops</name>
    <message>
        <source>Points of the colour map</source>
        <translation>色表的点</translation>
    </message>
    <message>
        <source>Point %1 of %2 at %3, colour %4</source>
        <translation>第 %1 点（共 %2 点），位置 %3，颜色 %4</translation>
    </message>
    <message>
        <source>A click adds a point; Left and Right move the selected one, Up and Down select</source>
        <translation>单击添加一点；左右键移动所选点，上下键选择</translation>
    </message>
    <message>
        <source>At %1: drag to move, far below to remove; double click for its colour</source>
        <translation>位置 %1：拖动以移动，拖到下方以移除；双击选择颜色</translation>
    </message>
</context>
<context>
    <name>insula::CommandPalette</name>
    <message>
        <source>Type a few letters of any command, step, layer or recent file</source>
        <translation>输入命令、步骤、图层或最近文件的几个字母</translation>
    </message>
    <message>
        <source>Find any command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>匹配的命令</translation>
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
        <translation type="unfinished">颜色...</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished">移除</translation>
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
        <translation>十字线处</translation>
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
        <translation>播放时间序列（空格）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Frame number, from 1</source>
        <translation>帧号（从 1 开始）</translation>
    </message>
    <message>
        <source> /s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>前往帧</translation>
    </message>
    <message>
        <source>of %1, %2 s</source>
        <translation>/ %1，%2 秒</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
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
        <translation>无法启动“%1”：Insula 是否完整安装？</translation>
    </message>
</context>
<context>
    <name>insula::JobsPanel</name>
    <message>
        <source>done in %1 s: %2</source>
        <translation>%1 秒完成：%2</translation>
    </message>
    <message>
        <source>%1. Look at it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>cancelled; nothing was kept</source>
        <translation>已取消；未保留任何内容</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>%1 的进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>取消 %1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 的日志</translation>
    </message>
    <message>
        <source>No jobs yet. Choose a step in the Process menu.</source>
        <translation>暂无任务。请在“处理”菜单中选择步骤。</translation>
    </message>
    <message>
        <source>done in %1 s: %2 steps done, %3 reused</source>
        <translation>%1 秒完成：%2 个步骤已做，%3 个沿用</translation>
    </message>
    <message>
        <source>cancelled; the steps that were done are kept</source>
        <translation>已取消；已完成的步骤会保留</translation>
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
        <translation type="unfinished">正在保存 %1</translation>
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
        <translation type="unfinished">另存为...</translation>
    </message>
    <message>
        <source>Label maps (*.nii.gz *.nii)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation type="unfinished">%1 的颜色</translation>
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
        <translation type="unfinished">三维</translation>
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
        <translation type="unfinished">大小</translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished">到</translation>
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
        <translation type="unfinished">序号</translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished">添加</translation>
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
        <translation type="unfinished">颜色...</translation>
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
        <translation type="unfinished">体素</translation>
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
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Multiplied</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>Brighter of the two</source>
        <translation>取较亮者</translation>
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
        <translation>负值</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Opacity from</source>
        <translation>不透明度来源</translation>
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
        <translation>自动</translation>
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
        <translation>窗下限</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation>窗上限</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation>阈值下限</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation>阈值上限</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>反转</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation>双侧</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Faint outside</source>
        <translation>阈值外淡化</translation>
    </message>
    <message>
        <source>Outline only</source>
        <translation>仅轮廓</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>颜色表</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>三次</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation type="unfinished">按绝对值计算；负值使用冷色</translation>
    </message>
    <message>
        <source>Draws what the threshold leaves out faintly instead of not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation>颜色表</translation>
    </message>
    <message>
        <source>interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation type="unfinished">反转颜色</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation type="unfinished">双侧颜色</translation>
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
        <translation>更多</translation>
    </message>
    <message>
        <source>Blending, opacity from another layer, colours of negative values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗</translation>
    </message>
    <message>
        <source>Between voxels</source>
        <translation>体素之间</translation>
    </message>
    <message>
        <source>Border (mm)</source>
        <translation>边界 (mm)</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The window that suits this image: 2nd to 98th percentile of what is not background; other windows in the menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation>自动窗</translation>
    </message>
    <message>
        <source>automatic window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>全部范围</translation>
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
        <translation type="unfinished">%2 的%1</translation>
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
        <translation>，%1 帧，TR %2 秒</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the layer</source>
        <translation>关闭图层</translation>
    </message>
    <message>
        <source>Layers, topmost first</source>
        <translation>图层（最上层在前）</translation>
    </message>
    <message>
        <source>%1  [other grid]</source>
        <translation>%1  [网格不同]</translation>
    </message>
    <message>
        <source>
Its grid differs from the bottom layer&apos;s; it is drawn through both affines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation>隐藏 %1</translation>
    </message>
    <message>
        <source>move layer</source>
        <translation>移动图层</translation>
    </message>
</context>
<context>
    <name>insula::LookBox</name>
    <message>
        <source>Shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>方位字母</translation>
    </message>
    <message>
        <source>Which side is which: L R A P S I, and slice positions</source>
        <translation>方位:L R A P S I,以及切片位置</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>Readout</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>Position and values at the crosshair</source>
        <translation>十字线处的位置和数值</translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation>颜色条</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>比例尺</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Measurements, arrows, texts and regions</source>
        <translation>测量、箭头、文字和区域</translation>
    </message>
    <message>
        <source>Research-use notice</source>
        <translation>仅供研究声明</translation>
    </message>
    <message>
        <source>The strip with the notice and the left-right convention; without it both stay in the file&apos;s description</source>
        <translation>包含声明和左右约定的底栏;关闭后两者仍保留在文件描述中</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>What is seen where there is no image</source>
        <translation>没有图像处显示的内容</translation>
    </message>
    <message>
        <source>As on the screen</source>
        <translation>与屏幕一致</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
</context>
<context>
    <name>insula::MainWindow</name>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>神经学方位</translation>
    </message>
    <message>
        <source>Which side of the patient is on the left of the picture; click or press R to change</source>
        <translation>图像左侧是患者的哪一侧；单击或按 R 切换</translation>
    </message>
    <message>
        <source>Left-right convention</source>
        <translation>左右方位约定</translation>
    </message>
    <message>
        <source>left-right convention</source>
        <translation>左右方位约定</translation>
    </message>
    <message>
        <source>Open a folder of images or a DICOM series</source>
        <translation>打开图像文件夹或 DICOM 序列</translation>
    </message>
    <message>
        <source>Open a project (NAME.insula)</source>
        <translation>打开项目（名称.insula）</translation>
    </message>
    <message>
        <source>Choose &quot;Log&quot; at a job, or a run of the project.</source>
        <translation>请在任务上选择“日志”，或选择项目的一次运行。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>(as opened)</source>
        <translation>（打开时）</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Command: %1

%2</source>
        <translation>命令：%1

%2</translation>
    </message>
    <message>
        <source>Compare...</source>
        <translation>对比...</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>放射学方位</translation>
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
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>创建项目</translation>
    </message>
    <message>
        <source>Projects (*.insula)</source>
        <translation>项目 (*.insula)</translation>
    </message>
    <message>
        <source>Save the view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Views (*.json)</source>
        <translation>视图 (*.json)</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>任务正在运行</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Stop them and quit?</source>
        <translation>
            <numerusform>仍有 %n 个任务正在运行。停止并退出？</numerusform>
        </translation>
    </message>
    <message>
        <source>Only files on this machine can be opened; download them first.</source>
        <translation>只能打开本机文件；请先下载。</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>The &amp;system&apos;s language</source>
        <translation>系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>Insula speaks it from the next start on.</source>
        <translation>下次启动后生效。</translation>
    </message>
    <message>
        <source>straighten slices</source>
        <translation>摆正切片</translation>
    </message>
    <message>
        <source>Flicker shows and hides the selected layer over another one: open a second image first.</source>
        <translation>闪烁会在另一图层之上显示和隐藏所选图层：请先打开第二幅图像。</translation>
    </message>
    <message>
        <source>show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>hide layer</source>
        <translation>隐藏图层</translation>
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
        <translation>比例尺(&amp;B)</translation>
    </message>
    <message>
        <source>Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fl&amp;icker the layer</source>
        <translation>闪烁图层(&amp;I)</translation>
    </message>
    <message>
        <source>H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slices along the scan&apos;s &amp;own axes</source>
        <translation>沿扫描自身轴的切片(&amp;O)</translation>
    </message>
    <message>
        <source>slices along the scan&apos;s axes</source>
        <translation>沿扫描轴的切片</translation>
    </message>
    <message>
        <source>S&amp;traighten the slices</source>
        <translation>摆正切片(&amp;T)</translation>
    </message>
    <message>
        <source>Shift+Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese (needs a font: fonts-noto-cjk)</source>
        <translation>中文（需要字体：fonts-noto-cjk）</translation>
    </message>
    <message>
        <source>3D preset</source>
        <translation>三维预设</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>三维(&amp;3)</translation>
    </message>
    <message>
        <source>&amp;Settings in the 3D view</source>
        <translation>三维视图中的设置(&amp;S)</translation>
    </message>
    <message>
        <source>T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layout four views</source>
        <translation>布局 四视图</translation>
    </message>
    <message>
        <source>&amp;Cut away at the crosshair</source>
        <translation>在十字线处剖切(&amp;C)</translation>
    </message>
    <message>
        <source>C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut-away</source>
        <translation>剖切</translation>
    </message>
    <message>
        <source>&amp;Reset the 3D view</source>
        <translation>重置三维视图(&amp;R)</translation>
    </message>
    <message>
        <source>reset of the 3D view</source>
        <translation>重置三维视图</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished">标注</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>直尺(&amp;R)</translation>
    </message>
    <message>
        <source>M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>角度(&amp;A)</translation>
    </message>
    <message>
        <source>Shift+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;ctangle with statistics</source>
        <translation>矩形统计(&amp;C)</translation>
    </message>
    <message>
        <source>Shift+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ellipse with statistics</source>
        <translation>椭圆统计(&amp;E)</translation>
    </message>
    <message>
        <source>Shift+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text note</source>
        <translation>文本注释(&amp;T)</translation>
    </message>
    <message>
        <source>Shift+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arro&amp;w note</source>
        <translation>箭头注释(&amp;W)</translation>
    </message>
    <message>
        <source>Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Select and move notes</source>
        <translation>选择并移动注释(&amp;S)</translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the note</source>
        <translation>删除注释(&amp;D)</translation>
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
        <translation type="unfinished">打开</translation>
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
        <translation type="unfinished">区域</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New label map on this image</source>
        <translation>在此图像上新建标签图(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Edit this label map</source>
        <translation>编辑此标签图(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Save labels</source>
        <translation>保存标签(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+Alt+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save labels &amp;as...</source>
        <translation>标签另存为(&amp;A)...</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>画笔(&amp;B)</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>橡皮擦(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>多边形(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>填充(&amp;F)</translation>
    </message>
    <message>
        <source>P&amp;ick a label</source>
        <translation>拾取标签(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Grow the label</source>
        <translation>扩张标签(&amp;G)</translation>
    </message>
    <message>
        <source>S&amp;hrink the label</source>
        <translation>收缩标签(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;mooth the label</source>
        <translation>平滑标签(&amp;M)</translation>
    </message>
    <message>
        <source>Fill bet&amp;ween slices</source>
        <translation>层间填充(&amp;W)</translation>
    </message>
    <message>
        <source>Copy the label to the ne&amp;xt slice</source>
        <translation>将标签复制到下一层(&amp;X)</translation>
    </message>
    <message>
        <source>Copy the label to the pre&amp;vious slice</source>
        <translation>将标签复制到上一层(&amp;V)</translation>
    </message>
    <message>
        <source>Keep the &amp;largest piece</source>
        <translation>仅保留最大连通块(&amp;L)</translation>
    </message>
    <message>
        <source>Replace the label...</source>
        <translation>替换标签...</translation>
    </message>
    <message>
        <source>&amp;Update the 3D view</source>
        <translation>更新三维视图(&amp;U)</translation>
    </message>
    <message>
        <source>Measure regi&amp;ons</source>
        <translation>测量区域(&amp;O)</translation>
    </message>
    <message>
        <source>Colour &amp;map editor...</source>
        <translation>色表编辑器(&amp;M)...</translation>
    </message>
    <message>
        <source>Save layer as</source>
        <translation>图层另存为</translation>
    </message>
    <message>
        <source>NIfTI images (*.nii.gz *.nii)</source>
        <translation>NIfTI 图像 (*.nii.gz *.nii)</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
    <message>
        <source>save %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Save la&amp;yer as...</source>
        <translation>图层另存为(&amp;Y)...</translation>
    </message>
    <message>
        <source>Images (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Surfaces and streamlines (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Saved views (*.json);;All files (*)</source>
        <translation>图像 (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;表面和纤维束 (*.gii *.pial *.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;已保存的视图 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Surfaces</source>
        <translation>表面(&amp;S)</translation>
    </message>
    <message>
        <source>Copying the picture</source>
        <translation>正在复制图片</translation>
    </message>
    <message>
        <source>Copied a picture of %1 × %2 pixels.</source>
        <translation>已复制 %1 × %2 像素的图片。</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;TIFF picture (*.tif *.tiff)</source>
        <translation>PNG 图片 (*.png);;TIFF 图片 (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>正在保存图片</translation>
    </message>
    <message>
        <source>Saved %1: %2 × %3 pixels.</source>
        <translation>已保存 %1:%2 × %3 像素。</translation>
    </message>
    <message>
        <source>Save the film&apos;s pictures in a new folder</source>
        <translation>将影片画面保存到新文件夹</translation>
    </message>
    <message>
        <source>New folder (*)</source>
        <translation>新文件夹 (*)</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>MP4 film (*.mp4)</source>
        <translation>MP4 影片 (*.mp4)</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>动态 GIF (*.gif)</translation>
    </message>
    <message>
        <source>Saving the film</source>
        <translation>正在保存影片</translation>
    </message>
    <message>
        <source>Saved the film %1.</source>
        <translation>已保存影片 %1。</translation>
    </message>
    <message>
        <source>Save pi&amp;cture...</source>
        <translation>保存图片(&amp;C)...</translation>
    </message>
    <message>
        <source>Save &amp;movie...</source>
        <translation>保存影片(&amp;M)...</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Puts a picture on the clipboard, as it was chosen in &quot;Save picture...&quot;</source>
        <translation>按“保存图片...”中的选择将图片放入剪贴板</translation>
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
        <translation>前后对比</translation>
    </message>
</context>
<context>
    <name>insula::MeshControls</name>
    <message>
        <source>Opacity</source>
        <translation type="unfinished">不透明度</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation type="unfinished">选择...</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Outline on the slices</source>
        <translation>切片上的轮廓</translation>
    </message>
    <message>
        <source>Colour of the outline</source>
        <translation>轮廓颜色</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Which of the file&apos;s maps is shown</source>
        <translation>显示文件中的哪一幅图</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation type="unfinished">颜色表</translation>
    </message>
    <message>
        <source>Window low</source>
        <translation type="unfinished">窗下限</translation>
    </message>
    <message>
        <source>Window high</source>
        <translation type="unfinished">窗上限</translation>
    </message>
    <message>
        <source>Threshold low</source>
        <translation type="unfinished">阈值下限</translation>
    </message>
    <message>
        <source>Threshold high</source>
        <translation type="unfinished">阈值上限</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished">阈值</translation>
    </message>
    <message>
        <source>Only values between these two are painted</source>
        <translation>只绘制这两者之间的数值</translation>
    </message>
    <message>
        <source>Two-sided</source>
        <translation type="unfinished">双侧</translation>
    </message>
    <message>
        <source>The absolute value counts; negative values take the cold colours</source>
        <translation>按绝对值计算；负值使用冷色</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation type="unfinished">反转</translation>
    </message>
    <message>
        <source>Colours run backwards</source>
        <translation>颜色顺序反转</translation>
    </message>
    <message>
        <source>Both hemispheres alike</source>
        <translation>两个半球相同</translation>
    </message>
    <message>
        <source>What is changed here also changes the map of that name on the other hemisphere</source>
        <translation>此处的更改也会应用到另一半球上同名的图</translation>
    </message>
    <message>
        <source>Colouring</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>By direction: left-right is red, front-back green, up-down blue</source>
        <translation>按方向：左右为红，前后为绿，上下为蓝</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>Streamlines shown</source>
        <translation>显示的纤维数</translation>
    </message>
    <message>
        <source>So many of the streamlines are drawn, evenly chosen from the file</source>
        <translation>绘制这么多条纤维，从文件中均匀选取</translation>
    </message>
    <message>
        <source>outline</source>
        <translation type="unfinished">轮廓</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished">颜色</translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished">窗</translation>
    </message>
    <message>
        <source>map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>colour map</source>
        <translation type="unfinished">颜色表</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished">阈值</translation>
    </message>
    <message>
        <source>two-sided colours</source>
        <translation>双侧颜色</translation>
    </message>
    <message>
        <source>inverted colours</source>
        <translation>反转颜色</translation>
    </message>
    <message>
        <source>By direction</source>
        <translation>按方向</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>单色</translation>
    </message>
    <message>
        <source>Streamlines</source>
        <translation>纤维束</translation>
    </message>
    <message>
        <source>colouring</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>line width</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>number of streamlines</source>
        <translation>纤维数量</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的%1</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation type="unfinished">不透明度</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>%1 的颜色</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Map %1</source>
        <translation>图 %1</translation>
    </message>
    <message>
        <source> of %L1</source>
        <translation> / %L1</translation>
    </message>
</context>
<context>
    <name>insula::MeshPanel</name>
    <message>
        <source>Surfaces and tracts</source>
        <translation>表面与纤维束</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open surfaces and streamlines</source>
        <translation>打开表面和纤维束</translation>
    </message>
    <message>
        <source>Surfaces and streamlines (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</source>
        <translation>表面和纤维束 (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness *.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)</translation>
    </message>
    <message>
        <source>Values to paint on %1</source>
        <translation>要绘制在 %1 上的数值</translation>
    </message>
    <message>
        <source>&amp;Open surfaces and streamlines...</source>
        <translation>打开表面和纤维束(&amp;O)...</translation>
    </message>
    <message>
        <source>Add o&amp;verlay...</source>
        <translation>添加叠加层(&amp;V)...</translation>
    </message>
    <message>
        <source>&amp;Close the chosen surface, map or streamlines</source>
        <translation>关闭所选的表面、图或纤维束(&amp;C)</translation>
    </message>
    <message>
        <source>Surfaces and tracts &amp;panel</source>
        <translation>表面与纤维束面板(&amp;P)</translation>
    </message>
    <message>
        <source>%1
%2 vertices, %3 triangles (%4)</source>
        <translation>%1
%2 个顶点，%3 个三角形 (%4)</translation>
    </message>
    <message numerus="yes">
        <source>%1
%2 vertices, %n map(s)</source>
        <translation>
            <numerusform>%1
%2 个顶点，%n 幅图</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
%2 streamlines, %3 points (%4)</source>
        <translation>%1
%2 条纤维，%3 个点 (%4)</translation>
    </message>
    <message>
        <source>No surface is open. Open one (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) or streamlines (TCK, TRK, TRX), or drop the files on the window.</source>
        <translation>没有打开的表面。请打开一个表面（GIFTI、FreeSurfer、STL、OBJ、PLY、VTK）或纤维束（TCK、TRK、TRX），或将文件拖到窗口上。</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>打开...</translation>
    </message>
    <message>
        <source>Open surfaces, values on them or streamlines</source>
        <translation>打开表面、其上的数值或纤维束</translation>
    </message>
    <message>
        <source>Add overlay...</source>
        <translation>添加叠加层...</translation>
    </message>
    <message>
        <source>Paint values of a file on the chosen surface: GIFTI func, shape or label, FreeSurfer curv, sulc, thickness or annot</source>
        <translation>将文件中的数值绘制到所选表面：GIFTI func、shape 或 label，FreeSurfer curv、sulc、thickness 或 annot</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">关闭</translation>
    </message>
    <message>
        <source>Close what is chosen (Delete)</source>
        <translation>关闭所选项 (Delete)</translation>
    </message>
    <message>
        <source>Surfaces, maps on them, and streamlines</source>
        <translation>表面、其上的图以及纤维束</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Volume, faintly</source>
        <translation>淡化的体积</translation>
    </message>
    <message>
        <source>Image in 3D</source>
        <translation>三维中的图像</translation>
    </message>
    <message>
        <source>What the 3D view shows of the image beside them; the volume is slow without a graphics card</source>
        <translation>三维视图中与它们一同显示的图像内容；没有显卡时体积显示较慢</translation>
    </message>
    <message>
        <source>image beside surfaces</source>
        <translation>表面旁的图像</translation>
    </message>
    <message>
        <source>show %1</source>
        <translation type="unfinished">显示 %1</translation>
    </message>
    <message>
        <source>hide %1</source>
        <translation type="unfinished">隐藏 %1</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation type="unfinished">关闭 %1</translation>
    </message>
    <message>
        <source>Values at vertices (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</source>
        <translation>顶点数值 (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)</translation>
    </message>
</context>
<context>
    <name>insula::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Shows all that is known about this message</source>
        <translation>显示有关此消息的全部信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>消息的详细信息</translation>
    </message>
</context>
<context>
    <name>insula::MissingFilesDialog</name>
    <message>
        <source>&amp;Locate...</source>
        <translation>定位(&amp;L)...</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>These files are missing</source>
        <translation>缺少以下文件</translation>
    </message>
    <message>
        <source>The view %1 shows files that are not where they were. Locate one of them: the others are looked for beside it, by their names and by what is in them.</source>
        <translation>视图 %1 所示的文件已不在原处。请定位其中一个：其余文件将在其旁按名称和内容查找。</translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation>缺少的文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Was in</source>
        <translation>原位置</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Says where the selected file is now (Return)</source>
        <translation>指出所选文件现在的位置（回车键）</translation>
    </message>
    <message>
        <source>Opens the view without the selected file (Delete)</source>
        <translation>打开视图而不含所选文件（Delete）</translation>
    </message>
    <message>
        <source>&amp;Open the view</source>
        <translation>打开视图(&amp;O)</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>%1 现在在哪里？</translation>
    </message>
    <message>
        <source>The file (%1);;All files (*)</source>
        <translation>该文件 (%1);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>正在查找...</translation>
    </message>
    <message>
        <source>Looking for the files of the view</source>
        <translation>正在查找视图的文件</translation>
    </message>
    <message>
        <source>%1 (has changed since)</source>
        <translation>%1（此后已更改）</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Do not &amp;skip</source>
        <translation>不跳过(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left: locate or skip</source>
        <translation>
            <numerusform>还剩 %n 个文件：定位或跳过</numerusform>
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
        <translation type="unfinished">颜色...</translation>
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
        <translation type="unfinished">名称</translation>
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
        <translation type="unfinished">文字</translation>
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
        <translation type="unfinished">前往 %1</translation>
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
        <translation>笔记保存位置</translation>
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
        <translation>头信息自相矛盾：sform 与 qform 的体素位置相差可达 %1 mm。当前显示 sform。</translation>
    </message>
    <message>
        <source>Which way round?</source>
        <translation>哪个方向？</translation>
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
        <translation>预览</translation>
    </message>
    <message>
        <source>Drawing...</source>
        <translation>正在绘制...</translation>
    </message>
</context>
<context>
    <name>insula::PipelineNodeForm</name>
    <message>
        <source>the subject&apos;s %1</source>
        <translation>受试者的 %1</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>带 %2 的 %1</translation>
    </message>
    <message>
        <source>Leave out when an input is not there</source>
        <translation>缺少输入时跳过</translation>
    </message>
    <message>
        <source>Where %1 comes from: a step above, the subject&apos;s files, or a file</source>
        <translation>%1 的来源：上面的步骤、受试者的文件或某个文件</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>（选择）</translation>
    </message>
    <message>
        <source>, else </source>
        <translation>，否则 </translation>
    </message>
    <message>
        <source>File...</source>
        <translation>文件...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>为 %1 选择文件</translation>
    </message>
</context>
<context>
    <name>insula::PipelinePanel</name>
    <message>
        <source>Pipelines</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Pipe&amp;lines</source>
        <translation>流程(&amp;L)</translation>
    </message>
    <message>
        <source>Pipeline: %1</source>
        <translation>流程：%1</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Steps of the pipeline</source>
        <translation>流程的步骤</translation>
    </message>
    <message>
        <source>Double click opens the results of a step</source>
        <translation>双击打开步骤的结果</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a step after the selected one</source>
        <translation>在所选步骤后添加步骤</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected step (Delete)</source>
        <translation>移除所选步骤（Delete）</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected step up (Alt+Up)</source>
        <translation>上移所选步骤（Alt+上）</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected step down (Alt+Down)</source>
        <translation>下移所选步骤（Alt+下）</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>New, save, go back</source>
        <translation>新建、保存、还原</translation>
    </message>
    <message>
        <source>&amp;New pipeline</source>
        <translation>新建流程(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Save as...</source>
        <translation>另存为(&amp;S)...</translation>
    </message>
    <message>
        <source>&amp;Take back all changes</source>
        <translation>撤回所有更改(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Delete this pipeline</source>
        <translation>删除此流程(&amp;D)</translation>
    </message>
    <message>
        <source> (mine)</source>
        <translation>（我的）</translation>
    </message>
    <message>
        <source> (project)</source>
        <translation>（项目）</translation>
    </message>
    <message>
        <source>no pipelines</source>
        <translation>没有流程</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>to correct</source>
        <translation>需要更正</translation>
    </message>
    <message>
        <source>Add a step.</source>
        <translation>请添加一个步骤。</translation>
    </message>
    <message>
        <source>Step %1: %2.</source>
        <translation>步骤 %1：%2。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done, %1 s</source>
        <translation>完成，%1 秒</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>已沿用</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>%1: waiting for other jobs</source>
        <translation>%1：等待其他任务</translation>
    </message>
    <message>
        <source>%1: running</source>
        <translation>%1：运行中</translation>
    </message>
    <message>
        <source>%1: running, %2 %</source>
        <translation>%1：运行中，%2%</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1：完成</translation>
    </message>
    <message>
        <source>%1: cancelled; the steps that were done are kept</source>
        <translation>%1：已取消；已完成的步骤会保留</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Delete pipeline</source>
        <translation>删除流程</translation>
    </message>
    <message>
        <source>Delete the pipeline %1? Its results stay.</source>
        <translation>删除流程 %1？其结果会保留。</translation>
    </message>
    <message>
        <source>Looking for what is done already</source>
        <translation>正在查找已完成的部分</translation>
    </message>
    <message>
        <source>done already</source>
        <translation>已经完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待完成</translation>
    </message>
    <message>
        <source>%1: everything is done already</source>
        <translation>%1：全部已完成</translation>
    </message>
    <message>
        <source>%1: %2 of %3 steps to do</source>
        <translation>%1：%3 个步骤中还有 %2 个待完成</translation>
    </message>
    <message>
        <source>%1 (the first of %2 runs)</source>
        <translation>%1（%2 次扫描中的第一次）</translation>
    </message>
    <message>
        <source>Throw away the changes to this pipeline?</source>
        <translation>放弃对此流程的更改？</translation>
    </message>
</context>
<context>
    <name>insula::PipelineRunBox</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>受试者</translation>
    </message>
    <message>
        <source>This subject</source>
        <translation>此受试者</translation>
    </message>
    <message>
        <source>Chosen subjects</source>
        <translation>所选受试者</translation>
    </message>
    <message>
        <source>All subjects</source>
        <translation>所有受试者</translation>
    </message>
    <message>
        <source>Subjects to choose from</source>
        <translation>可选的受试者</translation>
    </message>
    <message>
        <source>A job for each subject; steps that are done already are not done again</source>
        <translation>每个受试者一个任务；已完成的步骤不会重做</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>文件...</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>选择文件：%1</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>文件夹...</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>选择文件夹：%1</translation>
    </message>
    <message>
        <source>This subject (%1)</source>
        <translation>此受试者（%1）</translation>
    </message>
    <message>
        <source>All subjects (%1)</source>
        <translation>所有受试者（%1）</translation>
    </message>
    <message>
        <source>Open a project with subjects: pipelines keep their results there.</source>
        <translation>请打开含受试者的项目：流程把结果保存在其中。</translation>
    </message>
    <message>
        <source>Tick the subjects.</source>
        <translation>请勾选受试者。</translation>
    </message>
    <message>
        <source>Run (%1)</source>
        <translation>运行（%1）</translation>
    </message>
</context>
<context>
    <name>insula::PipelineSaveDialog</name>
    <message>
        <source>In the project</source>
        <translation>在项目中</translation>
    </message>
    <message>
        <source>For me, in all projects</source>
        <translation>供我在所有项目中使用</translation>
    </message>
    <message>
        <source>Save pipeline</source>
        <translation>保存流程</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Write a name with letters or digits.</source>
        <translation>请输入含字母或数字的名称。</translation>
    </message>
    <message>
        <source>Replaces %1</source>
        <translation>替换 %1</translation>
    </message>
    <message>
        <source>Becomes %1</source>
        <translation>将保存为 %1</translation>
    </message>
</context>
<context>
    <name>insula::ProcessPanel</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>insula::ProjectNotes</name>
    <message>
        <source>Looking at %1</source>
        <translation>正在检查 %1</translation>
    </message>
    <message>
        <source>The notes are not saved in the project: %1</source>
        <translation>笔记未保存到项目中：%1</translation>
    </message>
    <message>
        <source>Not in a project: export the notes or save the view to keep them.</source>
        <translation>不在项目中：请导出笔记或保存视图以保留。</translation>
    </message>
    <message>
        <source>The project can only be read: export the notes to keep new ones.</source>
        <translation>项目只读：请导出新笔记以保留。</translation>
    </message>
    <message>
        <source>Kept in the project %1.</source>
        <translation>保存在项目 %1 中。</translation>
    </message>
    <message>
        <source>%1 does not belong to the project: add it, or export its notes to keep them.</source>
        <translation>%1 不属于该项目：请添加，或导出其笔记以保留。</translation>
    </message>
</context>
<context>
    <name>insula::ProjectPanel</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>受试者</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>峰值内存</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Insula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No project is open.

A project keeps results and how they were made. Make or open one in the File menu.</source>
        <translation>未打开项目。

项目保存结果及其生成过程。请在“文件”菜单中新建或打开项目。</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
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
        <translation>（暂无图像：请先打开图像，然后选择 文件 &gt; 加入项目）</translation>
    </message>
    <message>
        <source>Runs (%1)</source>
        <translation>运行 (%1)</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>How was this made?</source>
        <translation>这是如何生成的？</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
</context>
<context>
    <name>insula::RegionsPanel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished">复制</translation>
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
        <translation type="unfinished">区域</translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished">序号</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation type="unfinished">体素数</translation>
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
        <translation type="unfinished">前往 %1</translation>
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
        <translation type="unfinished">单击：十字线移到此处</translation>
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
        <translation>前往</translation>
    </message>
    <message>
        <source>Moves the crosshair to the middle of the selected region</source>
        <translation>将十字线移至所选区域中央</translation>
    </message>
    <message>
        <source>No voxel has the region %1.</source>
        <translation>没有体素属于区域 %1。</translation>
    </message>
</context>
<context>
    <name>insula::SaveMovieDialog</name>
    <message>
        <source>What moves</source>
        <translation>运动内容</translation>
    </message>
    <message>
        <source>The 3D view turns</source>
        <translation>三维视图旋转</translation>
    </message>
    <message>
        <source>Through the slices</source>
        <translation>逐层浏览切片</translation>
    </message>
    <message>
        <source>The frames of the run</source>
        <translation>时间序列的各帧</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Around the head (S axis)</source>
        <translation>绕头部(S 轴)</translation>
    </message>
    <message>
        <source>Up and down, and back</source>
        <translation>上下摆动并返回</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Sagittal, left to right</source>
        <translation>矢状面,从左到右</translation>
    </message>
    <message>
        <source>Coronal, back to front</source>
        <translation>冠状面,从后到前</translation>
    </message>
    <message>
        <source>Axial, bottom to top</source>
        <translation>轴状面,从下到上</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>MP4 (H.264)</source>
        <translation>MP4 (H.264)</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>动态 GIF</translation>
    </message>
    <message>
        <source>PNG pictures in a folder</source>
        <translation>文件夹中的 PNG 图片</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>Save movie</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>Picture of the preview</source>
        <translation>预览的画面</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>保存(&amp;S)...</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>起始帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>结束帧</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>运动</translation>
    </message>
    <message>
        <source>Along the plane&apos;s normal, from the origin: mm to the right, to the front or up</source>
        <translation>沿平面法线、从原点起:向右、向前或向上的毫米数</translation>
    </message>
    <message>
        <source>Goes the same way back to where it began, so that it can be repeated without a jump</source>
        <translation>沿原路返回起点,以便无跳变地循环播放</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>运动(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Axis</source>
        <translation>轴(&amp;A)</translation>
    </message>
    <message>
        <source>An&amp;gle</source>
        <translation>角度(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Plane</source>
        <translation>平面(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation>范围(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;rames</source>
        <translation>帧(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation>时长(&amp;D)</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>轴状面</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状面</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状面</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>四视图</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>与窗口一致</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>As in the window, %1 × %2</source>
        <translation>与窗口一致,%1 × %2</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>大小(&amp;Z)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 pictures, %2 s</source>
        <translation>%1 张画面,%2 秒</translation>
    </message>
    <message>
        <source>MP4 needs the program ffmpeg, which is not installed (apt install ffmpeg).</source>
        <translation>MP4 需要 ffmpeg 程序,但尚未安装(apt install ffmpeg)。</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
</context>
<context>
    <name>insula::SavePictureDialog</name>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Puts this picture on the clipboard</source>
        <translation>将此图片放入剪贴板</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>保存(&amp;S)...</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义大小</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
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
        <translation>英寸</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Dots per inch, written into the file; text and lines are drawn for it</source>
        <translation>每英寸点数,写入文件;文字和线条按此绘制</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Height of the text on paper, at this resolution</source>
        <translation>以此分辨率打印时的文字高度</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>大小(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>与窗口一致</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>四视图</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>轴状面</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状面</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状面</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>三维</translation>
    </message>
    <message>
        <source>Lightbox</source>
        <translation>灯箱</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>%1 × %2 cm on paper</source>
        <translation>纸上 %1 × %2 厘米</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Slide, 1920 x 1080 pixels</source>
        <translation>幻灯片,1920 x 1080 像素</translation>
    </message>
    <message>
        <source>A4 width, 210 mm at 300 dpi</source>
        <translation>A4 宽度,210 mm,300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 300 dpi</source>
        <translation>期刊单栏,85 mm,300 dpi</translation>
    </message>
    <message>
        <source>Journal column, 85 mm at 600 dpi</source>
        <translation>期刊单栏,85 mm,600 dpi</translation>
    </message>
    <message>
        <source>A picture has 64 to 16384 pixels each way; choose another size or resolution.</source>
        <translation>图片每边为 64 到 16384 像素;请选择其他大小或分辨率。</translation>
    </message>
    <message>
        <source>The text would be too small or too large for this resolution.</source>
        <translation>对于此分辨率,文字会过小或过大。</translation>
    </message>
</context>
<context>
    <name>insula::SceneWidget</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Slices and the 3D view. Arrow and page keys move the crosshair.</source>
        <translation>切片与三维视图。方向键和翻页键移动十字线。</translation>
    </message>
    <message>
        <source>This machine offers OpenGL %1.%2 only; the views need 3.2. Install libgl1-mesa-dri, or set LIBGL_ALWAYS_SOFTWARE=1, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave single view</source>
        <translation>退出单视图</translation>
    </message>
    <message>
        <source>single view</source>
        <translation>单视图</translation>
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
        <translation>指定</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Find a command: a few letters of its name, or its keys</source>
        <translation>查找命令：输入名称的几个字母或其按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Click here and press the keys</source>
        <translation>单击此处并按下按键</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>新按键：</translation>
    </message>
    <message>
        <source>Take from there</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>The views and lists need %1 for themselves: choose other keys.</source>
        <translation>视图和列表需要使用 %1：请选择其他按键。</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;, which would be left without keys.</source>
        <translation>%1 属于“%2”，取用后该命令将没有按键。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts...</source>
        <translation>键盘快捷键(&amp;K)...</translation>
    </message>
</context>
<context>
    <name>insula::StepForm</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Starts the step as a job in the background</source>
        <translation>作为后台任务启动该步骤</translation>
    </message>
    <message>
        <source>Copies the command line that does the same</source>
        <translation>复制等效的命令行</translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation>方法：%1</translation>
    </message>
    <message>
        <source>An image or a run of many frames</source>
        <translation>单幅图像或多帧序列</translation>
    </message>
    <message>
        <source>An image of one frame</source>
        <translation>单帧图像</translation>
    </message>
    <message>
        <source>File...</source>
        <translation>文件...</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>为 %1 选择文件</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>文件夹...</translation>
    </message>
    <message>
        <source>Choose a folder for %1</source>
        <translation>为 %1 选择文件夹</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <translation>%1（可选）</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>（选择）</translation>
    </message>
    <message>
        <source>Gives: %1</source>
        <translation>输出：%1</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Choose a layer or a file for &quot;%1&quot;.</source>
        <translation>请为“%1”选择图层或文件。</translation>
    </message>
</context>
<context>
    <name>insula::SubjectDialog</name>
    <message>
        <source>Add open images to the project</source>
        <translation>将已打开的图像加入项目</translation>
    </message>
    <message>
        <source>(optional)</source>
        <translation>（可选）</translation>
    </message>
    <message>
        <source>The files stay where they are; the project remembers their path and SHA-256.</source>
        <translation>文件保持原位；项目记录其路径和 SHA-256。</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>受试者</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>insula::SurfaceOpening</name>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished">正在打开 %1</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation type="unfinished">打开 %1</translation>
    </message>
    <message>
        <source>%1 holds no streamline.</source>
        <translation>%1 不含纤维。</translation>
    </message>
    <message>
        <source>%1: the first %2 of its %3 maps are shown.</source>
        <translation>%1：显示其 %3 幅图中的前 %2 幅。</translation>
    </message>
    <message>
        <source>%1: its values on the cortex are shown, those in voxels below it are not.</source>
        <translation>%1：显示其皮层上的数值，其下体素中的数值不显示。</translation>
    </message>
    <message>
        <source>%1 has values for %2 vertices of the %3 cortex, but no such surface is open: open the surfaces of its resolution first, then this file.</source>
        <translation>%1 含有%3皮层 %2 个顶点的数值，但没有打开这样的表面：请先打开相应分辨率的表面，再打开此文件。</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished">正确</translation>
    </message>
</context>
<context>
    <name>insula::TimeCoursePlot</name>
    <message>
        <source>%1: frames are still arriving</source>
        <translation>%1：仍在读取帧</translation>
    </message>
    <message>
        <source>The crosshair is outside the run.</source>
        <translation>十字线位于时间序列之外。</translation>
    </message>
    <message>
        <source>go to frame</source>
        <translation>前往帧</translation>
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
        <translation type="unfinished">轴</translation>
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
        <translation type="unfinished">十字线</translation>
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
        <translation>移除固定的时间序列</translation>
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
        <translation>%1，体素 %2 %3 %4</translation>
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
            <numerusform>有 %n 行无法读取</numerusform>
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
        <translation>层间距</translation>
    </message>
    <message>
        <source>First slice</source>
        <translation>首层</translation>
    </message>
    <message>
        <source>Last slice</source>
        <translation>末层</translation>
    </message>
    <message>
        <source>Whole head</source>
        <translation>整个头部</translation>
    </message>
    <message>
        <source>Same place</source>
        <translation>同一位置</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>联动</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状位</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状位</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>轴位</translation>
    </message>
    <message>
        <source>Plane of the lightbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All three</source>
        <translation>全部三个</translation>
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
        <translation>联动十字线</translation>
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
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>insula::VolumesPanel</name>
    <message>
        <source>No volumes are shown.

Segmenting steps measure them: their table opens here when the step is done, and by a double click on it in the project.</source>
        <translation>未显示体积。

分割步骤会测量体积：步骤完成后其表格在此打开，也可在项目中双击打开。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>另存为...</translation>
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
        <translation>体积</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Total (ml)</source>
        <translation>总计 (ml)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>不对称性</translation>
    </message>
    <message>
        <source>Exp. Dice</source>
        <translation>预期 Dice</translation>
    </message>
    <message>
        <source>Left minus right in percent of their mean</source>
        <translation>左减右占均值的百分比</translation>
    </message>
    <message>
        <source>Expected Dice: how sure the network is of its own labels; of two sides the lower one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of volumes is on the clipboard.</source>
        <translation>体积表已复制到剪贴板。</translation>
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
        <translation>右侧</translation>
    </message>
    <message>
        <source>left </source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Save the table of volumes</source>
        <translation>保存体积表</translation>
    </message>
    <message>
        <source>_sides.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.tsv)</source>
        <translation>表格 (*.tsv)</translation>
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
        <translation type="unfinished">左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>不对称性</translation>
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
        <translation>打开文件...</translation>
    </message>
    <message>
        <source>NIfTI images (.nii, .nii.gz, .hdr/.img). Or drop files and folders anywhere.</source>
        <translation>NIfTI 图像（.nii、.nii.gz、.hdr/.img）。也可将文件或文件夹拖到窗口任意位置。</translation>
    </message>
    <message>
        <source>Open a project...</source>
        <translation>打开项目...</translation>
    </message>
    <message>
        <source>A folder NAME.insula with results and how they were made</source>
        <translation>名称.insula 文件夹，保存结果及其生成过程</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>打开示例项目</translation>
    </message>
    <message>
        <source>A made-up head to try everything on; needs no download</source>
        <translation>用于试用的人工头部数据，无需下载</translation>
    </message>
    <message>
        <source>Open a scan, look at it, process it, and know how every result came to be.</source>
        <translation>打开扫描、查看、处理，并了解每个结果的来历。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>%1  -  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
</context>
<context>
    <name>insula::WindowHistogram</name>
    <message>
        <source>Histogram with window and threshold</source>
        <translation>带窗和阈值的直方图</translation>
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
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open images...</source>
        <translation>打开图像(&amp;O)...</translation>
    </message>
    <message>
        <source>Open &amp;folder or DICOM series...</source>
        <translation>打开文件夹或 DICOM 序列(&amp;F)...</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open &amp;project...</source>
        <translation>打开项目(&amp;P)...</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project...</source>
        <translation>新建项目(&amp;N)...</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the s&amp;ample project</source>
        <translation>打开示例项目(&amp;A)</translation>
    </message>
    <message>
        <source>Add open images to the project...</source>
        <translation>将已打开的图像加入项目...</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>&amp;Save view...</source>
        <translation>保存视图(&amp;S)...</translation>
    </message>
    <message>
        <source>Close layer</source>
        <translation>关闭图层</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all layers</source>
        <translation>关闭所有图层</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;Find any command...</source>
        <translation>查找命令(&amp;F)...</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Four views</source>
        <translation>四视图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Slices</source>
        <translation>切片(&amp;S)</translation>
    </message>
    <message>
        <source>A&amp;xial</source>
        <translation>轴位(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Coronal</source>
        <translation>冠状位(&amp;C)</translation>
    </message>
    <message>
        <source>Sa&amp;gittal</source>
        <translation>矢状位(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>三维(&amp;3)</translation>
    </message>
    <message>
        <source>&amp;Lightbox</source>
        <translation>多层切片(&amp;L)</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>对比(&amp;M)</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>布局 %1</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Radiological (right is left)</source>
        <translation>放射学方位（右在左）(&amp;R)</translation>
    </message>
    <message>
        <source>R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross&amp;hair</source>
        <translation>十字线(&amp;H)</translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read&amp;out</source>
        <translation>数值显示(&amp;O)</translation>
    </message>
    <message>
        <source>O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation>前后对比(&amp;B)</translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after look the same as long as one layer is shown: open or show another one over it.</source>
        <translation>只显示一个图层时前后相同：请在其上打开或显示另一个图层。</translation>
    </message>
    <message>
        <source>Frame &amp;time</source>
        <translation>帧时间(&amp;T)</translation>
    </message>
    <message>
        <source>Reset &amp;zoom and 3D view</source>
        <translation>重置缩放和三维视图(&amp;Z)</translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset zoom</source>
        <translation>重置缩放</translation>
    </message>
    <message>
        <source>&amp;Play the run</source>
        <translation>播放时间序列(&amp;P)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>下一图层</translation>
    </message>
    <message>
        <source>]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>上一图层</translation>
    </message>
    <message>
        <source>[</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>处理(&amp;P)</translation>
    </message>
    <message>
        <source>Strip the &amp;skull</source>
        <translation>去除颅骨(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name the parts</source>
        <translation>标注结构(&amp;N)</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;training log...</source>
        <translation>打开训练日志(&amp;T)...</translation>
    </message>
    <message>
        <source>Open training of a model &amp;package...</source>
        <translation>打开模型包的训练记录(&amp;P)...</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>键盘与鼠标(&amp;K)</translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Insula</source>
        <translation>关于 Insula(&amp;A)</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>insula::WorkIndicator</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>%1 的进度</translation>
    </message>
</context>
<context>
    <name>insula::Workbench</name>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message numerus="yes">
        <source>Opening %n images</source>
        <translation>
            <numerusform>正在打开 %n 幅图像</numerusform>
        </translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>%1: the header does not say how the image lies in space, so left and right cannot be told.</source>
        <translation>%1：头信息未说明图像的空间方位，因此无法区分左右。</translation>
    </message>
    <message>
        <source>Making the sample project</source>
        <translation>正在创建示例项目</translation>
    </message>
    <message>
        <source>Adding to the project</source>
        <translation>正在加入项目</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>close all layers</source>
        <translation>关闭所有图层</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>%1 is in none of the open layers: open the label map that belongs to the table, and click again.</source>
        <translation>%1 不在任何已打开的图层中：请打开与该表对应的标签图，然后再次单击。</translation>
    </message>
    <message>
        <source>open view %1</source>
        <translation>打开视图 %1</translation>
    </message>
    <message>
        <source>Convert %1</source>
        <translation>转换 %1</translation>
    </message>
    <message>
        <source>%1 (project)</source>
        <translation>%1（项目）</translation>
    </message>
    <message>
        <source>Open a head scan first: there is no image to work on.</source>
        <translation>请先打开头部扫描：没有可处理的图像。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in no file are left out of the view: save them first (File &gt; Save layer as...).</source>
        <translation>
            <numerusform>视图中略去了 %n 个没有文件的图层：请先保存（文件 &gt; 图层另存为...）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files have changed since the view was saved: what it shows may lie elsewhere in them.</source>
        <translation>
            <numerusform>自视图保存以来有 %n 个文件已更改：其所示内容可能已在别处。</numerusform>
        </translation>
    </message>
</context>
</TS>
