metadata name = 'Communication'
metadata description = 'The service that sends mails, the domain that they come from, and who may send them.'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where mails are kept at rest, a geography: Europe, United States, …')
param dataLocation string

@description('Optional. A domain of one\'s own, such as mail.example.com; empty: only one of Azure\'s.')
param domainName string = ''

@description('Optional. Whether that domain is verified. Only then may it be linked; until then mails come from Azure\'s.')
param domainVerified bool = false

@description('Required. Who sends mails.')
param senderPrincipalId string

@description('Required. Tags of every resource.')
param tags object

var usesOwn = !empty(domainName) && domainVerified

resource mail 'Microsoft.Communication/emailServices@2025-05-01' = {
  name: 'mail-${token}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2025-05-01' = {
  parent: mail
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource ownDomain 'Microsoft.Communication/emailServices/domains@2025-05-01' = if (!empty(domainName)) {
  parent: mail
  name: empty(domainName) ? 'none' : domainName
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: 'acs-${token}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [usesOwn ? ownDomain!.id : azureDomain.id]
  }
}

// The one built-in role with which mails can be sent may also delete the service and read its keys. These three are enough:
// https://learn.microsoft.com/azure/communication-services/quickstarts/email/send-email-smtp/smtp-authentication
resource mailSender 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'mail-sender')
  properties: {
    roleName: 'StatusHawk mail sender (${token})'
    description: 'Sends mails by a communication service.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/Read'
          'Microsoft.Communication/CommunicationServices/Write'
          'Microsoft.Communication/EmailServices/Write'
        ]
        notActions: []
      }
    ]
  }
}

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, senderPrincipalId, mailSender.id)
  scope: service
  properties: {
    principalId: senderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: mailSender.id
  }
}

@description('Where mails are handed over.')
output endpoint string = 'https://${service.properties.hostName}'

@description('The address that mails come from.')
output sender string = 'DoNotReply@${usesOwn ? domainName : azureDomain.properties.fromSenderDomain}'
