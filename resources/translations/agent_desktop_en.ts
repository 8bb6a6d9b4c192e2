<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>counts</name>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being offered a call</source>
        <translation>
            <numerusform>%n being offered a call</numerusform>
            <numerusform>%n being offered a call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a call</source>
        <translation>
            <numerusform>%n in a call</numerusform>
            <numerusform>%n in a call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in wrap-up</source>
        <translation>
            <numerusform>%n in wrap-up</numerusform>
            <numerusform>%n in wrap-up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n busy</source>
        <translation>
            <numerusform>%n busy</numerusform>
            <numerusform>%n busy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrative</source>
        <translation>
            <numerusform>%n administrative</numerusform>
            <numerusform>%n administrative</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n logged out</source>
        <translation>
            <numerusform>%n logged out</numerusform>
            <numerusform>%n logged out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
