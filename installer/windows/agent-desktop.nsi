; The installer for Windows: for every user of a machine, also silent:
;   agent-desktop-setup.exe /S /INI=\\server\share\ect.ini /D=C:\Program Files\Agent Desktop
; Compiled by installer/nsis.py, which defines VERSION, PAYLOAD (the frozen program), ICON, INI and OUT.

Unicode true
ManifestDPIAware true
RequestExecutionLevel admin
SetCompressor /SOLID lzma
Name "Agent Desktop"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Agent Desktop"
InstallDirRegKey HKLM "Software\Agent Desktop" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Agent Desktop"
VIAddVersionKey "FileDescription" "Agent Desktop"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Agent Desktop"

!define CAPABILITIES "Software\Agent Desktop\Capabilities"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Swedish"
!insertmacro MUI_LANGUAGE "Ukrainian"
!insertmacro MUI_LANGUAGE "Polish"
!insertmacro MUI_LANGUAGE "French"
!include "words.nsh"

Var Ini

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(OnlyX64)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/INI=" $Ini
  ${If} ${Errors}
    StrCpy $Ini ""
  ${ElseIfNot} ${FileExists} "$Ini"
    MessageBox MB_ICONSTOP "$(NoIni) $Ini" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  Call WaitForTheProgram
FunctionEnd

; An upgrade replaces files that a running window has open: it is asked for, never ended by us.
Function WaitForTheProgram
  again:
  ${If} ${FileExists} "$INSTDIR\agent-desktop.exe"
    ClearErrors
    FileOpen $R1 "$INSTDIR\agent-desktop.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Abort
    ${EndIf}
    FileClose $R1
  ${EndIf}
FunctionEnd

; A scheme that the person may choose this program for; Windows asks, nothing is taken from another program.
!macro Scheme NAME
  WriteRegStr HKLM "${CAPABILITIES}\URLAssociations" "${NAME}" "AgentDesktop.Link"
!macroend

Section "Agent Desktop"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal" ; what the version before had and this one has not
  File /r "${PAYLOAD}/*"

  ; The settings of the machine: kept when they are there, and only administrators write them.
  ReadEnvStr $R2 "PROGRAMDATA"
  CreateDirectory "$R2\agent-desktop"
  SetOutPath "$R2\agent-desktop"
  ${If} $Ini != ""
    CopyFiles /SILENT "$Ini" "$R2\agent-desktop\ect.ini"
  ${ElseIfNot} ${FileExists} "$R2\agent-desktop\ect.ini"
    File /oname=ect.ini "${INI}"
  ${EndIf}
  ; by their ids, which are the same in every language: SYSTEM and administrators all, users read
  nsExec::Exec 'icacls "$R2\agent-desktop" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /T'
  Pop $R3
  ${If} $R3 != 0
    DetailPrint "$(NoRights) $R2\agent-desktop"
  ${EndIf}

  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Agent Desktop.lnk" "$INSTDIR\agent-desktop.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "Software\Agent Desktop" "Folder" "$INSTDIR"
  WriteRegStr HKLM "Software\Classes\AgentDesktop.Link" "" "Agent Desktop"
  WriteRegStr HKLM "Software\Classes\AgentDesktop.Link" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\AgentDesktop.Link\shell\open\command" "" '"$INSTDIR\agent-desktop.exe" "%1"'
  WriteRegStr HKLM "${CAPABILITIES}" "ApplicationName" "Agent Desktop"
  WriteRegStr HKLM "${CAPABILITIES}" "ApplicationDescription" "Agent Desktop"
  !insertmacro Scheme "tel"
  !insertmacro Scheme "callto"
  !insertmacro Scheme "sip"
  WriteRegStr HKLM "Software\RegisteredApplications" "Agent Desktop" "${CAPABILITIES}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Agent Desktop"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\agent-desktop.exe"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; The user's data and settings, and ect.ini of the machine, stay.
Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  Delete "$SMPROGRAMS\Agent Desktop.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\agent-desktop.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
  DeleteRegKey HKLM "Software\Classes\AgentDesktop.Link"
  DeleteRegValue HKLM "Software\RegisteredApplications" "Agent Desktop"
  DeleteRegKey HKLM "Software\Agent Desktop"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Agent Desktop" ; desktop/windows_autostart.py
SectionEnd
